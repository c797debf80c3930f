// Tables for programs that read sheets (RFC 4180).

/** @returns one row, with the end of its line. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

/** What begins with one of these would be taken for a formula. */
function quoted(cell: string): string {
  const text = /^[=+@\t]|^-./.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
