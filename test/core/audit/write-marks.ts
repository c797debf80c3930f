// The table in docs/audit.md of what real servers miss, measured here and now: `npm run audit-docs`. All of them must be installed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { columnOf, headingOf, markReal, REAL_IDS, SECTION, tableOf } from './real-servers.ts'

const PAGE = join(import.meta.dirname, '../../../docs/audit.md')
const columns = new Map<string, readonly string[]>()
for (const id of REAL_IDS) {
  const heading = await headingOf(id)
  if (heading === undefined) throw new Error(`${id} is not installed, and a table without it would say less than the one that is there`)
  columns.set(heading, columnOf((await markReal(id)).report))
}
writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(SECTION, `\n${tableOf(columns)}\n\n`))
