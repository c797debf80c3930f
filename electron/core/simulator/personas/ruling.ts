// What a measured answer leaves behind as the reason: who answers so, when that was measured, and with which request.
import type { Check, Ruling } from '../../../model/decision.ts'
import type { PersonaAbout } from '../../../model/persona.ts'
import { phrase, type Phrase } from '../../../model/phrase.ts'
import type { Row } from './row.ts'

/** By the name of the request; the first that fits. */
const CHECKS: readonly (readonly [RegExp, Check])[] = [
  [/^(http-09|version-(broken|lower)|space-|lines-lf|empty-before|method-illegal|field-(?!long)|target-(space|fragment|octet|control))/, 'well-formed'],
  [/^(target-long|method-long)$/, 'target-length'],
  [/^version-\d/, 'version'],
  [/^(host-|field-long|target-|connect-)/, 'host'],
  [/-content$|^post-bare$/, 'content'],
  [/^te-(foo|gzip)-chunked$/, 'transfer-coding'],
  [/^(te-|length-|chunk)/, 'framing'],
  [/^expect-/, 'expectation'],
  [/-missing$/, 'resource-exists'],
  [/^(throw|upgrade-)/, 'handler'],
]

const BY_STATUS: Readonly<Record<number, Check>> = { 404: 'resource-exists', 405: 'method-taken', 501: 'method-implemented', 400: 'method-implemented', 500: 'handler' }

/** @param section where the specification speaks of that request */
export function rulingOf(row: Row, about: PersonaAbout, section: string, asked: { readonly method: string; readonly target: string }, error?: string): Ruling {
  const { status, id } = row
  const check = CHECKS.find(([pattern]) => pattern.test(id))?.[1] ?? BY_STATUS[status] ?? (status >= 400 ? 'method-taken' : 'handler')
  return { status, check, passed: status >= 200 && status < 400, because: becauseOf(row, about, asked.method, error), section, method: asked.method, target: asked.target, ownOrder: true }
}

/** What a method stands for that has no request of its own. */
const CLASSES = /^(frobnicate|get-lower|get-mixed|method-(token|hyphen|illegal))/
const ASKED = new Set(['FROBNICATE', 'get', 'Get', 'MY-METHOD', 'GE(T'])

function becauseOf({ id, status, content, ending }: Row, { name, version, measured }: PersonaAbout, method: string, error: string | undefined): Phrase {
  const said = { server: `${name} ${version}`, measured, request: id }
  if (error !== undefined) return phrase('decision.persona-threw', { ...said, error })
  if (status > 0 && CLASSES.test(id) && !ASKED.has(method)) return phrase('decision.persona-nearest', { ...said, method, status })
  if (status > 0) return phrase('decision.persona-answers', { ...said, status })
  if (content !== '') return phrase('decision.persona-bare', said)
  return phrase(ending === 'timed-out' ? 'decision.persona-silent' : 'decision.persona-cuts', said)
}
