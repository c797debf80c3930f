// HTTP-date (RFC 9110 §5.6.7): the form that may be sent, and the two that must still be read.
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)'
const IMF_FIXDATE = new RegExp(`^${DAY}, (?:0[1-9]|[12]\\d|3[01]) ${MONTH} \\d{4} ${TIME} GMT$`)
const RFC_850 = new RegExp(`^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), \\d{2}-${MONTH}-\\d{2} ${TIME} GMT$`)
const ASCTIME = new RegExp(`^${DAY} ${MONTH} (?:\\d{2}| \\d) ${TIME} \\d{4}$`)

export type DateForm = 'fixdate' | 'obsolete' | 'none'

/** @returns which form a text has. The name of the day is not checked against the date. */
export function dateForm(text: string): DateForm {
  if (IMF_FIXDATE.test(text)) return 'fixdate'
  return RFC_850.test(text) || ASCTIME.test(text) ? 'obsolete' : 'none'
}

/** @returns seconds since the epoch, or undefined for what is no HTTP-date. */
export function readDate(text: string | undefined): number | undefined {
  if (text === undefined || dateForm(text) === 'none') return undefined
  const milliseconds = Date.parse(ASCTIME.test(text) ? `${text} GMT` : text)
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000
}
