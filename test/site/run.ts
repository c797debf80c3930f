// `npm run docs`: writes the documentation as a site into `dist/site`.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { site } from './site.ts'

const OUT = join(import.meta.dirname, '../../dist/site')
const files = site()
rmSync(OUT, { recursive: true, force: true })
for (const [address, text] of files) {
  mkdirSync(dirname(join(OUT, address)), { recursive: true })
  writeFileSync(join(OUT, address), text)
}
console.log(`${files.size} files in dist/site; begin with index.html`)
