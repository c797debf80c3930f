// `lab501 pack test DIR|FILE [LAB …]`: runs each lab and proves that its grading tells right from wrong.
import { writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describeProblem } from '../../model/problem.ts'
import { junitOf } from '../../model/junit.ts'
import { proveLab, type LabProof } from '../../core/proving/prove-lab.ts'
import { JSON_OUT, JUNIT, readArgs } from '../read-args.ts'
import { oneLine } from '../../model/one-line.ts'
import { UsageError } from '../usage-error.ts'
import { readPack } from './read-pack.ts'

/** Progress goes to stderr. @returns 0 when all is proved, 1 otherwise. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [named, ...only] } = readArgs({ words: 'DIR|FILE [LAB …]', options: { json: JSON_OUT, junit: JUNIT } }, argv)
  const { labs, problems } = readPack(named)
  const stranger = only.find(id => !labs.some(({ lab }) => lab.id === id))
  if (stranger !== undefined) throw new UsageError(`there is no lab "${stranger}" without problems in this pack; there are: ${labs.map(({ lab }) => lab.id).join(', ')}`)
  for (const problem of problems) console.error(describeProblem(problem))
  const proofs: LabProof[] = []
  for (const { lab, proof } of labs) {
    if (!proof || (only.length > 0 && !only.includes(lab.id))) continue
    const result = await proveLab(lab, proof)
    console.error(progressOf(result))
    proofs.push(result)
  }
  const pack = labs[0]?.lab.pack.id ?? basename(resolve(named ?? '.'))
  if (values.junit !== undefined) write(values.junit, junitOf(pack, proofs.map(({ lab, checks, ms }) => ({ name: lab, cases: checks, ms }))))
  if (values.json) console.log(JSON.stringify({ pack, problems, labs: proofs }, null, 2))
  else console.log(summaryOf(proofs, problems.length))
  return problems.length === 0 && proofs.every(isProved) ? 0 : 1
}

function isProved({ checks }: LabProof): boolean {
  return checks.every(({ trouble }) => trouble === undefined)
}

function progressOf({ lab, checks, mutants, ms }: LabProof): string {
  const troubles = checks.filter(({ trouble }) => trouble !== undefined).map(({ name, trouble }) => `\n    ✗ ${name}: ${trouble}`)
  return `${troubles.length === 0 ? '✓' : '✗'} ${lab}: ${checks.length - troubles.length} of ${checks.length} hold, ${mutants.made - mutants.survivors.length} of ${mutants.made} mutants caught, ${(ms / 1_000).toFixed(1)} s${troubles.join('')}`
}

function summaryOf(proofs: readonly LabProof[], problems: number): string {
  const made = proofs.reduce((sum, { mutants }) => sum + mutants.made, 0)
  const caught = made - proofs.reduce((sum, { mutants }) => sum + mutants.survivors.length, 0)
  const score = made === 0 ? 'no mutants' : `mutation score ${Math.floor((100 * caught) / made)} % (${caught} of ${made})`
  const broken = problems === 0 ? '' : `; ${problems} ${problems === 1 ? 'problem' : 'problems'} in the files`
  return `${proofs.filter(isProved).length} of ${proofs.length} labs proved, ${score}${broken}.`
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`--junit ${file}: the file cannot be written (${oneLine(error)}); choose another place`)
  }
}
