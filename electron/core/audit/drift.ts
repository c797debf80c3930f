// Where a server and its contract part.
import type { AuditMatrix, Cell } from './matrix.ts'
import type { PlannedProbe } from './plan.ts'

/**
 * `not-implemented`: the contract has it, the server refuses it. `beyond`: the server takes it, the contract does not have it.
 * `named-beyond`: no answer shows it, but an Allow names it. `unsure`: what came does not tell, and `why` says what stands in the way.
 */
export type Drift =
  | { readonly kind: 'not-implemented' | 'beyond'; readonly cell: Cell }
  | { readonly kind: 'named-beyond'; readonly cell: Cell; readonly method: string }
  | { readonly kind: 'unsure'; readonly cell: Cell; readonly why: 'placeholder' | 'failed' | 'silent' | 'earlier' }

/** @returns every departure from the contract, in the order of the plan, and what could not be told. */
export function driftFrom(plan: readonly PlannedProbe[], { cells }: AuditMatrix): Drift[] {
  const byProbe = new Map(cells.map(cell => [cell.probe, cell]))
  const shown = plan.flatMap((probe): Drift[] => {
    const cell = byProbe.get(probe.id)
    if (!cell || probe.expects === undefined) return []
    return probe.expects === 'implemented' ? promised(probe, cell) : unpromised(cell)
  })
  return [...shown, ...namedBeyond(plan, cells)]
}

export function isDrift({ kind }: Drift): boolean {
  return kind !== 'unsure'
}

function promised({ isGuess }: PlannedProbe, cell: Cell): Drift[] {
  switch (cell.means) {
    case 'elsewhere':
    case 'nowhere': return [{ kind: 'not-implemented', cell }]
    // What the placeholder stands for may not exist, although the operation does.
    case 'missing': return [isGuess ? { kind: 'unsure', cell, why: 'placeholder' } : { kind: 'not-implemented', cell }]
    case 'failed': return [{ kind: 'unsure', cell, why: 'failed' }]
    case 'silent': return [{ kind: 'unsure', cell, why: 'silent' }]
    case 'unsure':
    case 'taken': return []
  }
}

function unpromised(cell: Cell): Drift[] {
  if (cell.means === 'taken') return [{ kind: 'beyond', cell }]
  return cell.means === 'unsure' ? [{ kind: 'unsure', cell, why: 'earlier' }] : []
}

/** Each method once for each path: the first answer that names it. */
function namedBeyond(plan: readonly PlannedProbe[], cells: readonly Cell[]): Drift[] {
  const said = new Map(plan.flatMap(({ id, expects }) => (expects ? [[id, expects] as const] : [])))
  const refused = new Set(cells.filter(({ means }) => means === 'elsewhere' || means === 'nowhere' || means === 'taken').map(({ probe }) => probe))
  const told = new Set<string>()
  return cells.flatMap(cell => (cell.allow ?? []).flatMap((method): Drift[] => {
    const id = `${method} ${cell.path}`
    if (said.get(id) !== 'absent' || refused.has(id) || told.has(id)) return []
    told.add(id)
    return [{ kind: 'named-beyond', cell, method }]
  }))
}
