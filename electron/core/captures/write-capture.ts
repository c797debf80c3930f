// A capture as the text of a file, in the form that one asks for, without its secrets unless one asks.
import type { CaptureForm, Redacted } from '../../model/capture-form.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import { NOTHING_TOLD, writingCaptureFile, type AttemptTold } from './capture-file.ts'
import { atOnce, type Steps } from '../turns/in-turns.ts'
import { writingHar } from './har/write-har.ts'
import { redacting } from './redact/redact.ts'

export interface Writing {
  readonly form: CaptureForm
  readonly lab: string
  readonly keepsSecrets: boolean
  readonly attempt?: AttemptTold
  /** Ports that speak TLS, as far as somebody knows. */
  readonly secure?: ReadonlySet<number>
}

export interface Written {
  readonly text: string
  readonly redacted: Redacted[]
  /** What of the capture has no place in this form. */
  readonly left: Phrase[]
}

export function writeCapture(records: readonly ExchangeRecord[], writing: Writing): Written {
  return atOnce(writingCapture(records, writing))
}

/** The same in steps. */
export function* writingCapture(records: readonly ExchangeRecord[], { form, lab, keepsSecrets, attempt = NOTHING_TOLD, secure }: Writing): Steps<Written> {
  const { records: clean, redacted } = keepsSecrets ? { records, redacted: [] } : yield* redacting(records)
  if (form === 'har') {
    const { text, left } = yield* writingHar(clean, secure)
    const isMore = attempt.events.length + attempt.answers.length > 0
    return { text, redacted, left: isMore ? [...left, phrase('har.left-attempt')] : left }
  }
  return { text: yield* writingCaptureFile(lab, clean, attempt, keepsSecrets ? undefined : redacted), redacted, left: [] }
}
