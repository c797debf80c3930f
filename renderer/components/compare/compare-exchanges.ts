// Two exchanges, part by part, aligned by meaning: what is the same, what is not, and what a difference says.
import { fromBase64 } from '../../../electron/model/bytes.ts'
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import { contentBytes, fieldValues, type RequestMessage, type ResponseMessage } from '../../../electron/model/message.ts'

export type DifferenceKind = '405-501' | '500-501' | 'status' | 'method' | 'target' | 'allow-order' | 'allow-members' | 'only-one' | 'value' | 'content'
export interface ComparedRow {
  readonly side: 'request' | 'response'
  readonly part: 'method' | 'target' | 'status' | 'field' | 'content'
  /** The field's or member's name. */
  readonly name: string
  readonly values: readonly [string | undefined, string | undefined]
  /** Absent when both are the same. */
  readonly difference?: DifferenceKind
}

type Message = RequestMessage | ResponseMessage
type Pair<T> = readonly [T, T]

const members = (list: string) => list.split(',').map(member => member.trim()).sort().join()

function statusDifference(values: ComparedRow['values']): DifferenceKind {
  const pair = values.map(value => value?.slice(0, 3)).sort().join('-')
  return pair === '405-501' || pair === '500-501' ? pair : 'status'
}

function fieldDifference(name: string, [one, other]: ComparedRow['values']): DifferenceKind {
  if (one === undefined || other === undefined) return 'only-one'
  if (name.toLowerCase() !== 'allow') return 'value'
  return members(one) === members(other) ? 'allow-order' : 'allow-members'
}

function row(side: ComparedRow['side'], part: ComparedRow['part'], name: string, values: ComparedRow['values'], kind: DifferenceKind): ComparedRow {
  return { side, part, name, values, ...(values[0] !== values[1] && { difference: kind }) }
}

function fieldRows(side: ComparedRow['side'], messages: Pair<Message | undefined>): ComparedRow[] {
  const names = new Map(messages.flatMap(message => message?.fields ?? []).map(field => [field.name.toLowerCase(), field.name] as const).reverse())
  return [...names.values()].reverse().map(name => {
    const [one, other] = messages.map(message => (message && fieldValues(message, name).join(', ')) || undefined)
    return row(side, 'field', name, [one, other], fieldDifference(name, [one, other]))
  })
}

const textOf = (message: Message | undefined, base64: string): string =>
  message && message.content.length > 0 ? new TextDecoder().decode(contentBytes(message, fromBase64(base64))) : ''

function jsonMembers(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Members of two JSON objects side by side; any other content whole. */
function contentRows(side: ComparedRow['side'], texts: Pair<string>): ComparedRow[] {
  if (texts[0] === '' && texts[1] === '') return []
  const [one, other] = [jsonMembers(texts[0]), jsonMembers(texts[1])]
  if (!one || !other) return [row(side, 'content', '', [texts[0] || undefined, texts[1] || undefined], 'content')]
  const show = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].map(name =>
    row(side, 'content', name, [show(one[name]), show(other[name])], name in one && name in other ? 'content' : 'only-one'))
}

/** @returns the rows in the order of the wire: request first, then the final response. */
export function compareExchanges(one: Exchange, other: Exchange): ComparedRow[] {
  const answers = [finalResponse(one), finalResponse(other)] as const
  const statuses = answers.map(answer => answer && `${answer.status} ${answer.reason}`.trim())
  const status: ComparedRow['values'] = [statuses[0], statuses[1]]
  return [
    row('request', 'method', '', [one.request?.method, other.request?.method], 'method'),
    row('request', 'target', '', [one.request?.target, other.request?.target], 'target'),
    ...fieldRows('request', [one.request, other.request]),
    ...contentRows('request', [textOf(one.request, one.requestBytes), textOf(other.request, other.requestBytes)]),
    row('response', 'status', '', status, statusDifference(status)),
    ...fieldRows('response', answers),
    ...contentRows('response', [textOf(answers[0], one.responseBytes), textOf(answers[1], other.responseBytes)]),
  ]
}
