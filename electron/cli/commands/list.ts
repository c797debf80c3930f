// `lab501 list [--packs DIR] [--json]`: packs and labs.
import { parseArgs } from 'node:util'
import { describeProblem } from '../../model/problem.ts'
import { allLabs } from '../find-lab.ts'
import { readPacks } from '../read-packs.ts'

/** @returns 0; broken labs are named on stderr and in the document. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { packs: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } }, strict: true })
  const { labs, problems } = allLabs(readPacks(values.packs))
  const packs = [...new Map(labs.map(lab => [lab.pack.id, lab.pack])).values()].map(pack => ({
    ...pack,
    labs: labs.filter(lab => lab.pack.id === pack.id).map(({ id, title, summary, minutes, steps }) => ({ id, title, summary, minutes, steps: steps.length })),
  }))
  for (const problem of problems) console.error(`lab501 list: ${describeProblem(problem)}`)
  if (values.json) console.log(JSON.stringify({ packs, problems }, null, 2))
  else for (const pack of packs) {
    console.log(`${pack.title} (${pack.id} ${pack.version})`)
    for (const lab of pack.labs) console.log(`  ${lab.id.padEnd(18)} ${lab.title}, ${lab.minutes} min: ${lab.summary}`)
  }
  return 0
}
