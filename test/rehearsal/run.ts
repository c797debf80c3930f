// `npm run rehearsal`: a workshop of twenty learners on this machine, and whether the instructor sees what was played.
//   npm run rehearsal -- --learners N --labs N      another size
// Exit codes: 0 all agrees; 1 something differs; 2 bad arguments.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { differences } from './compare.ts'
import { rehearse } from './rehearse.ts'

const MOST_LEARNERS = 200
const { values } = parseArgs({ options: { learners: { type: 'string', default: '20' }, labs: { type: 'string', default: '3' } } })
const [learners, labsEach] = [Number(values.learners), Number(values.labs)]
if (!Number.isInteger(learners) || learners < 2 || learners > MOST_LEARNERS || !Number.isInteger(labsEach) || labsEach < 1 || labsEach > 10) {
  process.stderr.write(`rehearsal: --learners is a number from 2 to ${MOST_LEARNERS}, --labs one from 1 to 10\n`)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'lab501-rehearsal-'))
try {
  const began = performance.now()
  const { seen, expected, sent, kept, waited } = await rehearse({ learners, labsEach, folder, say: line => void process.stdout.write(`${line}\n`) })
  const differs = [...differences(seen, expected), ...(kept === sent ? [] : [`collector: ${kept} results are there, and ${sent} were acknowledged`])]
  for (const line of differs) process.stdout.write(`DIFFERS  ${line}\n`)
  const outcomes = expected.reduce((sum, one) => sum + one.outcomes.size, 0)
  process.stdout.write(`${learners} learners, ${expected.length} attempts, ${outcomes} outcomes, ${sent} results acknowledged and ${kept} there, ${waited} times out of reach, ${seen.statements.length} statements, ${differs.length} differences, ${((performance.now() - began) / 1_000).toFixed(1)} s\n`)
  process.exitCode = differs.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
