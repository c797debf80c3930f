// `lab501 doctor`: what works on this machine, and how to mend the rest.
import { folderFor } from '../folder-for.ts'
import { thisMachine } from '../opening/electron-binary.ts'
import { IS_PACKAGE, PACK_FOLDERS, PROJECT } from '../opening/project.ts'
import type { Finding } from '../health/finding.ts'
import { packsFinding, pageFinding, storeFinding } from '../health/house.ts'
import { DATA, JSON_OUT, readArgs } from '../read-args.ts'
import { browserFinding, electronFinding, nodeFinding, portFindings, proxyFinding } from '../health/machine.ts'

/** @returns 0 when the main job can be done: open a lab and keep what the learner does; 1 when not. */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = readArgs({ options: { data: { ...DATA, says: 'looks whether attempts can be kept there' }, json: JSON_OUT } }, argv)
  const machine = thisMachine()
  const findings: Finding[] = [
    nodeFinding(process.versions.node),
    storeFinding(folderFor(values.data)),
    packsFinding(PACK_FOLDERS),
    ...(IS_PACKAGE ? [] : [pageFinding(PROJECT), electronFinding(PROJECT, machine)]),
    ...await portFindings(),
    proxyFinding(machine.env),
    ...(IS_PACKAGE ? [] : [browserFinding(machine)]),
  ]
  const ok = findings.every(one => one.ok || !one.needed)
  if (values.json) console.log(JSON.stringify({ ok, findings }, null, 2))
  else console.log([...findings.map(asLines), ok ? 'Lab 501 works here.' : 'Lab 501 does not work here yet.'].join('\n'))
  return ok ? 0 : 1
}

function asLines({ ok, needed, what, mend }: Finding): string {
  const mark = ok ? 'ok  ' : needed ? 'BAD ' : 'note'
  return `${mark}  ${what}${ok ? '' : `\n      ${mend}`}`
}
