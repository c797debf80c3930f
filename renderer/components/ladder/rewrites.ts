// What a participant changed of a message, by name: the short of what HopChanges shows octet by octet. It needs no bytes, so that thousands can be drawn.
import { fieldValues, type RequestMessage, type ResponseMessage } from '../../../electron/model/message.ts'

type Message = RequestMessage | ResponseMessage
export interface Rewrite { readonly kind: 'added' | 'removed' | 'rewritten'; readonly name: string }

/** Names are compared without case (RFC 9110 §5.1); a list to whose end something was added has grown, not changed (RFC 9110 §5.3). @returns the start line first, then fields in the order in which they came, what was added behind them */
export function rewritesBetween(came: Message, left: Message): Rewrite[] {
  const rewrites: Rewrite[] = []
  if (came.kind === 'request' && left.kind === 'request') {
    if (came.method !== left.method) rewrites.push({ kind: 'rewritten', name: `${came.method} → ${left.method}` })
    if (came.target !== left.target) rewrites.push({ kind: 'rewritten', name: '' })
  }
  for (const name of namesOf(came, left)) {
    const [was, is] = [fieldValues(came, name).join(', '), fieldValues(left, name).join(', ')]
    const had = fieldValues(came, name).length > 0
    const has = fieldValues(left, name).length > 0
    if (!had) rewrites.push({ kind: 'added', name })
    else if (!has) rewrites.push({ kind: 'removed', name })
    else if (was !== is) rewrites.push({ kind: is.startsWith(`${was},`) ? 'added' : 'rewritten', name })
  }
  return rewrites
}

/** HTTP/2's pseudo-fields say what a start line says. */
function namesOf(...messages: readonly Message[]): string[] {
  const names = new Map<string, string>()
  for (const { name } of messages.flatMap(({ fields }) => fields)) {
    const written = name === ':authority' ? 'Host' : name
    if (!written.startsWith(':') && !names.has(written.toLowerCase())) names.set(written.toLowerCase(), written)
  }
  return [...names.values()]
}
