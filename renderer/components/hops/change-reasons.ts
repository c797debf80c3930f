// Why an intermediary changes a line, where the specification has a reason for it.
import type { Change } from '../../../electron/model/changes.ts'
import { fieldValues } from '../../../electron/model/message.ts'
import type { WordId } from '../../composables/useAllWords.ts'
import type { Passage } from './passage.ts'

export interface Reason { readonly word: WordId; readonly section?: string }

const CONNECTION: Reason = { word: 'changed.why-connection', section: 'RFC 9110 §7.6.1' }
const FRAMING: Reason = { word: 'changed.why-framing', section: 'RFC 9112 §6' }
const VALIDATION: Reason = { word: 'changed.why-validation', section: 'RFC 9111 §4.3.1' }
const BY_NAME: Readonly<Record<string, Reason>> = {
  'via': { word: 'changed.why-via', section: 'RFC 9110 §7.6.3' },
  'forwarded': { word: 'changed.why-forwarded', section: 'RFC 7239 §4' },
  'host': { word: 'changed.why-host', section: 'RFC 9110 §7.2' },
  'max-forwards': { word: 'changed.why-max-forwards', section: 'RFC 9110 §7.6.2' },
  'age': { word: 'changed.why-age', section: 'RFC 9111 §5.1' },
  'cache-status': { word: 'changed.why-cache-status', section: 'RFC 9211 §2' },
  'proxy-status': { word: 'changed.why-proxy-status', section: 'RFC 9209 §2' },
  'connection': CONNECTION, 'keep-alive': CONNECTION, 'proxy-connection': CONNECTION, 'te': CONNECTION, 'upgrade': CONNECTION,
  'transfer-encoding': FRAMING, 'content-length': FRAMING,
}

/** @returns why the line changed, or undefined where nothing general can be said. */
export function reasonFor({ part, kind, name, was }: Change, { side, inbound, outbound }: Passage): Reason | undefined {
  if (kind === 'same') return undefined
  if (part === 'start-line') return inbound.message.kind === 'request' && outbound.message.kind === 'request' && inbound.message.method !== outbound.message.method ? { word: 'changed.why-method' } : undefined
  if (part !== 'field') return undefined
  const wanted = name.toLowerCase()
  if (side === 'request' && kind === 'added' && (wanted === 'if-none-match' || wanted === 'if-modified-since')) return VALIDATION
  const isNamed = kind === 'removed' && fieldValues(inbound.message, 'connection').some(list => list.toLowerCase().split(',').some(member => member.trim() === wanted))
  const [mark, more] = was?.marks ?? []
  const isOnlyName = kind === 'changed' && more === undefined && mark?.start === was?.ranges[0]?.start && mark?.end === (mark?.start ?? 0) + name.length
  if (isOnlyName && inbound.message.version !== outbound.message.version) return { word: 'changed.why-small', section: 'RFC 9113 §8.2' }
  if (wanted.startsWith(':')) return { word: 'changed.why-pseudo', section: 'RFC 9113 §8.3' }
  return isNamed ? { word: 'changed.why-named', section: 'RFC 9110 §7.6.1' } : BY_NAME[wanted]
}
