// What the learner has asked so far, as a matrix: methods across, targets down.
import type { MatrixBlock } from '../../../electron/model/block.ts'
import { finalResponse, type Exchange } from '../../../electron/model/exchange.ts'
import { journeyOf, sideOf } from '../../../electron/model/journey.ts'

export interface Probes {
  readonly methods: readonly string[]
  readonly targets: readonly string[]
  /** A row for each target; the latest exchange that was answered, where there is one. */
  readonly cells: readonly (readonly (Exchange | undefined)[])[]
}

/**
 * @param rows one for each request of the learner, in order
 * @param byTrace everything that one request caused; looked at when a participant is named
 * @returns the named methods and targets, or where none are named, those that were sent.
 */
export function probesOf({ methods, targets, participant }: MatrixBlock, rows: readonly Exchange[], byTrace: ReadonlyMap<string, readonly Exchange[]>, participants: readonly string[]): Probes {
  const at = (row: Exchange): readonly Exchange[] => (participant === undefined || participants.length < 2
    ? [row]
    : journeyOf(byTrace.get(row.trace) ?? [], participants).hops.filter(({ to }) => to === participant).map(sideOf))
  const latest = new Map<string, Exchange>()
  const sent = { methods: new Set<string>(), targets: new Set<string>() }
  for (const exchange of rows.flatMap(at)) {
    const { request } = exchange
    if (!request || !finalResponse(exchange)) continue
    const target = pathOf(request.target)
    latest.set(`${request.method} ${target}`, exchange)
    if (targets.length === 0 || targets.includes(target)) sent.methods.add(request.method)
    if (methods.length === 0 || methods.includes(request.method)) sent.targets.add(target)
  }
  const across = methods.length > 0 ? methods : [...sent.methods]
  const down = targets.length > 0 ? targets : [...sent.targets]
  return { methods: across, targets: down, cells: down.map(target => across.map(method => latest.get(`${method} ${target}`))) }
}

/** A query does not make another resource to be told apart here. */
function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '')
}
