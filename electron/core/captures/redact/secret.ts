// A secret in a text, and what takes its place.
import type { SecretPlace } from '../../../model/capture-form.ts'

/** Offsets in the text that was looked at. A number in JSON stays a number. */
export interface Secret { readonly start: number; readonly end: number; readonly place: SecretPlace; readonly name: string; readonly isNumber?: boolean }

/** Of letters that may stand in a token, a cookie, a URI and a JSON string alike. */
const MARK = 'REDACTED'

/** @returns a text of the same length that says nothing, so that every length and every place of the message still holds; line breaks and blanks stay. */
export function marked(text: string, isNumber = false): string {
  let at = 0
  return isNumber ? text.replace(/\d/g, '1') : text.replace(/[^\r\n \t]/g, () => MARK[at++ % MARK.length] ?? '')
}

/** @returns the secrets in the order of their places, each octet in one of them. */
export function merged(secrets: readonly Secret[]): Secret[] {
  const sorted = secrets.filter(({ start, end }) => end > start).map((secret, nth) => ({ secret, nth })).sort((one, other) => one.secret.start - other.secret.start || one.nth - other.nth)
  const whole: Secret[] = []
  for (const { secret } of sorted) {
    const last = whole.at(-1)
    if (!last || secret.start >= last.end) whole.push(secret)
    else if (secret.end > last.end) whole[whole.length - 1] = { ...last, end: secret.end }
  }
  return whole
}

export function moved(secrets: readonly Secret[], by: number): Secret[] {
  return secrets.map(secret => ({ ...secret, start: secret.start + by, end: secret.end + by }))
}
