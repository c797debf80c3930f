// Where a server and its contract part.
import type { AuditCell as Cell, AuditMatrix } from '../../model/audit.ts'
import { phrase, type Phrase } from '../../model/phrase.ts'
import type { PlannedProbe } from './plan.ts'

/** `why` says what stands in the way of telling. */
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

/** @returns where they part, as a sentence. */
export function driftInWords(drift: Drift): Phrase {
  const { cell: { method, path, status } } = drift
  switch (drift.kind) {
    case 'not-implemented': return phrase('drift.not-implemented', { at: `${method} ${path}`, status })
    case 'beyond': return phrase(status === 412 ? 'drift.beyond-condition' : 'drift.beyond', { at: `${method} ${path}`, status })
    case 'named-beyond': return phrase('drift.named-beyond', { at: `${drift.method} ${path}`, method })
    case 'unsure': return phrase(`drift.unsure-${drift.why}`, { at: `${method} ${path}`, status })
  }
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
