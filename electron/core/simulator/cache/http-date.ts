// Dates in HTTP (RFC 9110 §5.6.7): three formats are read, and nothing that only resembles them; one is written.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME = '(\\d{2}):(\\d{2}):(\\d{2})'
const MONTH = `(${MONTHS.join('|')})`
const SHORT_DAY = '(?:mon|tue|wed|thu|fri|sat|sun)'
const LONG_DAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
// Senders write the names in one case; a recipient is to be robust, and nothing is unclear about another case.
const IMF_FIXDATE = new RegExp(`^${SHORT_DAY}, (\\d{2}) ${MONTH} (\\d{4}) ${TIME} GMT$`, 'i')
const RFC_850 = new RegExp(`^${LONG_DAY}, (\\d{2})-${MONTH}-(\\d{2}) ${TIME} GMT$`, 'i')
const ASCTIME = new RegExp(`^${SHORT_DAY} ${MONTH} ((?:\\d| )\\d) ${TIME} (\\d{4})$`, 'i')

/** @returns milliseconds since the epoch, or undefined for what is not a date. @param nowMs decides the century of a two-digit year */
export function readHttpDate(text: string, nowMs: number): number | undefined {
  const fixed = IMF_FIXDATE.exec(text)
  if (fixed) return instant(Number(fixed[3]), fixed[2], fixed[1], fixed.slice(4, 7))
  const old = RFC_850.exec(text)
  if (old) return instant(fullYear(Number(old[3]), nowMs), old[2], old[1], old.slice(4, 7))
  const c = ASCTIME.exec(text)
  return c ? instant(Number(c[6]), c[1], c[2], c.slice(3, 6)) : undefined
}

/** @returns the time as an IMF-fixdate. */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString()
}

/** A two-digit year that seems more than 50 years ahead is the last such year in the past (RFC 9110 §5.6.7). */
function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear()
  const year = thisYear - (thisYear % 100) + twoDigits
  if (year > thisYear + 50) return year - 100
  return year <= thisYear - 50 ? year + 100 : year
}

function instant(year: number, monthName = '', dayText = '', time: readonly string[] = []): number | undefined {
  const [hour = 0, minute = 0, second = 0] = time.map(Number)
  const month = MONTHS.indexOf(monthName.toLowerCase())
  const day = Number(dayText)
  const midnight = new Date(0)
  midnight.setUTCFullYear(year, month, day)
  // A leap second is allowed: 60 becomes the next minute.
  if (midnight.getUTCMonth() !== month || day < 1 || hour > 23 || minute > 59 || second > 60) return undefined
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000
}
