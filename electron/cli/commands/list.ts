// `lab501 list`: packs and labs.
import { describeProblem } from '../../model/problem.ts'
import { allLabs } from '../find-lab.ts'
import { DATA, JSON_OUT, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'

const FORM = { options: { data: DATA, packs: PACKS, json: JSON_OUT } } as const

/** @returns 0; broken labs are named on stderr and in the document. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = readArgs(FORM, argv)
  const { labs, problems } = allLabs(packFoldersFor(values))
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
