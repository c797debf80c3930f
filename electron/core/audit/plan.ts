// What an audit asks: a method at a target, and where a contract speaks of it, what it lets one expect.
import { USUAL_METHODS, type Contract, type ContractOperation } from '../../model/audit.ts'
import { isSafe, mayChange } from '../../model/methods.ts'
import type { ContractChange } from './compare-contracts.ts'
import { bytesOf, type Ask, type Probe } from './probe.ts'

/** HEAD follows GET (RFC 9110 §9.3.2); OPTIONS and TRACE are often answered for all resources alike. A contract need not name them. */
const UNSPOKEN = new Set(['HEAD', 'OPTIONS', 'TRACE'])

export interface PlannedProbe {
  /** `METHOD path`, unique in the plan. */
  readonly id: string
  readonly ask: Ask
  /** The target, or the template that it was made from. */
  readonly path: string
  readonly expects?: 'implemented' | 'absent'
  /** Its target names something that may not be there. */
  readonly isGuess: boolean
}

export function planMatrix(methods: readonly string[], targets: readonly string[]): PlannedProbe[] {
  return inOrder(methods.flatMap(method => targets.map(target => ({ id: `${method} ${target}`, ask: { method, target }, path: target, isGuess: false }))))
}

/** Each operation of the contract, and beside it on the same path the methods of which it says nothing. */
export function planContract({ operations }: Contract, methods: readonly string[]): PlannedProbe[] {
  const said = operations.map(operation => planned(operation, 'implemented'))
  const known = new Set(said.map(({ id }) => id))
  const perPath = new Map(operations.map(operation => [operation.path, operation]))
  const unsaid = [...perPath.values()].flatMap(({ content: _content, operationId: _id, ...operation }) => methods.map(method => planned({ ...operation, method }, UNSPOKEN.has(method) ? undefined : 'absent')))
  return inOrder([...said, ...unsaid.filter(({ id }) => !known.has(id))])
}

/** What came must be there, what went must not. */
export function planDifference(changes: readonly ContractChange[]): PlannedProbe[] {
  return inOrder(changes.flatMap(change => [
    ...('now' in change ? [planned(change.now, 'implemented')] : []),
    ...('before' in change ? [planned(change.before, 'absent')] : []),
  ]))
}

/** @returns the probes as bytes, `Host` naming `authority`. */
export function probesOf(plan: readonly PlannedProbe[], authority: string): Probe[] {
  return plan.map(({ id, ask }) => ({ id, bytes: bytesOf(ask, authority) }))
}

function planned({ method, path, target, guessed, content }: ContractOperation, expects: PlannedProbe['expects']): PlannedProbe {
  return { id: `${method} ${path}`, path, ask: { method, target, ...(content && { content }) }, ...(expects && { expects }), isGuess: guessed.length > 0 || path.includes('{') }
}

/** What is safe first, and DELETE at the end: what it takes away would be missing for the others. */
function inOrder(plan: readonly PlannedProbe[]): PlannedProbe[] {
  const others = USUAL_METHODS.length
  const rank = ({ ask: { method } }: PlannedProbe) => {
    const usual = USUAL_METHODS.indexOf(method)
    if (method === 'DELETE') return others + 1
    return usual >= 0 ? usual : isSafe(method) ? USUAL_METHODS.findIndex(mayChange) - 0.5 : others
  }
  return plan.toSorted((one, other) => rank(one) - rank(other))
}
