// `npm run schemas`: writes the published schemas and the reference that is made from them.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUBLISHED } from './published.ts'

for (const [path, text] of Object.entries(PUBLISHED)) writeFileSync(join(import.meta.dirname, '../..', path), text)
