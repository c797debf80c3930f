// The capability matrix as a table for other programs: paths downwards, methods across, a status in each cell.
import type { AuditMatrix } from '../../model/audit.ts'
import { csvLine } from '../../model/csv.ts'

/** @returns CSV (RFC 4180). An empty cell was not asked, `-` got no answer. */
export function csvOf(matrix: AuditMatrix): string {
  const rows = [['path', ...matrix.methods], ...rowsOf(matrix)]
  return rows.map(csvLine).join('')
}

/** @returns a table of Markdown. */
export function markdownOf(matrix: AuditMatrix): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(['path', ...matrix.methods]), line(['---', ...matrix.methods.map(() => '---')]), ...rowsOf(matrix).map(([path = '', ...cells]) => line([`\`${path}\``, ...cells]))].join('\n')
}

/** @returns columns in line, for a terminal. */
export function tableOf(matrix: AuditMatrix): string {
  const rows = [['', ...matrix.methods], ...rowsOf(matrix)]
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

function rowsOf({ paths, methods, cells }: AuditMatrix): string[][] {
  const statuses = new Map(cells.map(({ path, method, status }) => [`${method} ${path}`, status === 0 ? '-' : String(status)]))
  return paths.map(path => [path, ...methods.map(method => statuses.get(`${method} ${path}`) ?? '')])
}
