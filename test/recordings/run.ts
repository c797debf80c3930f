// `npm run recordings [-- LAB…]`: makes the recordings of the labs anew.
import { writeFileSync } from 'node:fs'
import { record, recordingsOfLabs, textOf } from './record.ts'

const wanted = process.argv.slice(2)
for (const one of recordingsOfLabs().filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const recorded = await record(one)
  writeFileSync(recorded.file, textOf(recorded))
  console.log(`${one.id}: ${recorded.records.length} exchanges, both sides of every hop`)
}
