// Two versions of one contract: what went, what came, and what was done with one method and is done with another now.
import type { Contract, ContractOperation } from '../../model/audit.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'

export type ContractChange =
  | { readonly kind: 'added'; readonly now: ContractOperation }
  | { readonly kind: 'removed'; readonly before: ContractOperation }
  /** The same operation on the same path under another method. */
  | { readonly kind: 'method-changed'; readonly before: ContractOperation; readonly now: ContractOperation }
  | { readonly kind: 'moved'; readonly before: ContractOperation; readonly now: ContractOperation }

/** @returns what changed, in the order of the later version, and then what went. Placeholders are the same whatever their names. */
export function compareContracts(before: Contract, now: Contract): ContractChange[] {
  const keysBefore = new Set(before.operations.map(keyOf))
  const keysNow = new Set(now.operations.map(keyOf))
  const gone = new Set(before.operations.filter(operation => !keysNow.has(keyOf(operation))))
  const came = now.operations.filter(operation => !keysBefore.has(keyOf(operation)))
  const changes = came.map((operation): ContractChange => {
    const former = formerOf(operation, [...gone], came)
    if (!former) return { kind: 'added', now: operation }
    gone.delete(former)
    return { kind: shapeOf(former) === shapeOf(operation) ? 'method-changed' : 'moved', before: former, now: operation }
  })
  return [...changes, ...[...gone].map(operation => ({ kind: 'removed', before: operation } as const))]
}

/** @returns what changed, as a sentence. */
export function changeInWords(change: ContractChange): Phrase {
  const name = ({ method, path }: ContractOperation) => `${method} ${path}`
  const values = { ...('before' in change && { before: name(change.before) }), ...('now' in change && { now: name(change.now) }) }
  return phrase(`change.${change.kind}`, values)
}

/** Its operationId tells; without one, the only operation that went from a path to which only one came. */
function formerOf(operation: ContractOperation, gone: readonly ContractOperation[], came: readonly ContractOperation[]): ContractOperation | undefined {
  const named = operation.operationId === undefined ? undefined : gone.find(({ operationId }) => operationId === operation.operationId)
  if (named) return named
  const isHere = (each: ContractOperation) => shapeOf(each) === shapeOf(operation)
  const [only, ...more] = gone.filter(isHere)
  const isNamed = only?.operationId !== undefined && operation.operationId !== undefined
  return more.length === 0 && !isNamed && came.filter(isHere).length === 1 ? only : undefined
}

function keyOf(operation: ContractOperation): string {
  return `${operation.method} ${shapeOf(operation)}`
}

/** Templates that differ only in the names of their placeholders are identical (OpenAPI 3.1 §4.8.8.2). */
function shapeOf({ path }: ContractOperation): string {
  return path.replace(/\{[^{}/]+\}/g, '{}')
}
