// A capture as the text of a file, in the form that one asks for, without its secrets unless one asks.
import type { CaptureForm, Redacted } from '../../model/capture-form.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { NOTHING_TOLD, writeCaptureFile, type AttemptTold } from './capture-file.ts'
import { writeHar } from './har/write-har.ts'
import { redact } from './redact/redact.ts'

export interface Writing {
  readonly form: CaptureForm
  readonly lab: string
  readonly keepsSecrets: boolean
  readonly attempt?: AttemptTold
  /** Ports that speak TLS, as far as somebody knows. */
  readonly secure?: ReadonlySet<number>
}

/** @returns the text, what was redacted, and what of the capture has no place in this form. */
export function writeCapture(records: readonly ExchangeRecord[], { form, lab, keepsSecrets, attempt = NOTHING_TOLD, secure }: Writing): { readonly text: string; readonly redacted: Redacted[]; readonly left: Phrase[] } {
  const { records: clean, redacted } = keepsSecrets ? { records, redacted: [] } : redact(records)
  if (form === 'har') {
    const { text, left } = writeHar(clean, secure)
    const isMore = attempt.events.length + attempt.answers.length > 0
    return { text, redacted, left: isMore ? [...left, phrase('har.left-attempt')] : left }
  }
  return { text: writeCaptureFile(lab, clean, attempt, keepsSecrets ? undefined : redacted), redacted, left: [] }
}
