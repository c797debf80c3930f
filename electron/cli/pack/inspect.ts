// `lab501 pack inspect FILE`: what the app shows of an archive before it is added.
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ArchiveView } from '../../model/archive-view.ts'
import { sayInEnglish } from '../../model/phrase.ts'
import { describeProblem } from '../../model/problem.ts'
import { inspectArchive } from '../../core/packs/archive/inspect-archive.ts'
import { addedPacks } from '../folder-for.ts'
import { DATA, JSON_OUT, readArgs } from '../read-args.ts'
import { UsageError } from '../usage-error.ts'

/** Nothing is written. @returns 0 when it can be added, 1 when something is wrong with it. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [named, extra] } = readArgs({ words: 'FILE', options: { data: DATA, json: JSON_OUT } }, argv)
  if (named === undefined) throw new UsageError('name an archive: pack inspect FILE')
  if (extra !== undefined) throw new UsageError(`"${extra}" is one name too many; look at one archive at a time`)
  const file = resolve(named)
  if (!existsSync(file)) throw new UsageError(`${named}: there is no such file; check the path`)
  if (statSync(file).isDirectory()) throw new UsageError(`${named}: this is a folder; make an archive of it with "lab501 pack build ${named}"`)
  const inspected = inspectArchive(file, addedPacks(values.data))
  const problems = 'problems' in inspected ? inspected.problems : []
  if (values.json) console.log(JSON.stringify('view' in inspected ? inspected.view : { problems }, null, 2))
  else if ('view' in inspected) console.log(describe(inspected.view))
  else for (const problem of problems) console.log(describeProblem(problem))
  return problems.length === 0 ? 0 : 1
}

function describe(view: ArchiveView): string {
  const minutes = view.labs.reduce((sum, lab) => sum + lab.minutes, 0)
  return [
    `${view.title} (${view.id} ${view.version})`,
    `  ${view.summary}`,
    `  by ${view.authors.join(', ')}; licence ${view.licence}; language ${view.language}`,
    `  ${signatureOf(view)}`,
    `  ${view.files} files, ${view.pictures} of them pictures, ${view.octets} octets unpacked; made by ${view.madeBy}`,
    `  SHA-256 ${view.digest}`,
    ...view.installed === undefined ? [] : [`  version ${view.installed} is there now`],
    ...view.cautions.map(caution => `  caution: ${sayInEnglish(caution)}`),
    `Labs (${minutes} minutes):`,
    ...view.labs.map(lab => `  ${lab.id}: ${lab.title}, ${lab.minutes} min`),
  ].join('\n')
}

function signatureOf({ signer }: ArchiveView): string {
  if (!signer) return 'not signed'
  return `signed by ${signer.name}, key ${signer.key}, ${signer.knownSince === undefined ? 'first seen' : `known since ${signer.knownSince.slice(0, 10)}`}`
}
