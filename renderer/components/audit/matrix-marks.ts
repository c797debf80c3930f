// Which cells of a capability matrix a finding is about, and whether they make a row or a column that contradicts itself.
import type { AuditCell, AuditMatrix } from '../../../electron/model/audit.ts'
import type { Finding } from '../../../electron/model/inspection.ts'

export interface Marked {
  readonly finding: Finding
  /** In the order of its evidence. */
  readonly cells: readonly AuditCell[]
  /** The target whose row, or the method whose column, contradicts itself. */
  readonly row?: string
  readonly column?: string
}

/** @returns each inconsistency with its cells. Several cells of one target are its row's, of one method its column's. */
export function marksOf({ cells, inconsistencies }: AuditMatrix): Marked[] {
  const byExchange = new Map(cells.map(cell => [cell.exchange, cell]))
  return inconsistencies.map(finding => {
    const own = [...new Set(finding.evidence.flatMap(({ exchange }) => byExchange.get(exchange) ?? []))]
    const [first] = own
    const isOne = (of: (cell: AuditCell) => string) => own.length > 1 && first !== undefined && own.every(cell => of(cell) === of(first))
    return { finding, cells: own, ...(first && isOne(({ path }) => path) && { row: first.path }), ...(first && isOne(({ method }) => method) && { column: first.method }) }
  })
}
