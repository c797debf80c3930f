// `lab501 kit FOLDER`: what a workshop needs, in one folder: the app, the packs, the hand-outs, the instructor's guide.
import { resolve } from 'node:path'
import { KIT_WORDS } from '../../core/kit/kit-words.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { appsFor, nodeWanted, type KitApp } from '../kit/kit-app.ts'
import { kitChoice } from '../kit/kit-choice.ts'
import { kitFiles } from '../kit/kit-files.ts'
import { putKit } from '../kit/put-kit.ts'
import { DATA, JSON_OUT, PACKS, readArgs } from '../read-args.ts'
import { packFoldersFor } from '../read-packs.ts'
import { UsageError } from '../usage-error.ts'

const FORM = {
  words: 'FOLDER', options: {
    labs: { takes: 'ID,…', says: 'the labs of the workshop; without it all of them' },
    pack: { takes: 'ID', many: true, says: 'all labs of a pack; may be repeated' },
    lang: { takes: 'TAG', many: true, says: `of hand-outs and guide: ${Object.keys(KIT_WORDS).join(', ')}; may be repeated` },
    app: { takes: 'PATH', many: true, says: 'the app to put on the stick: a portable build, or the folder of the headless package; may be repeated' },
    force: { says: 'puts its files in the place of others of the same name' },
    data: DATA, packs: PACKS, json: JSON_OUT,
  },
} as const

/** @returns 0 when the kit is there. @throws UsageError */
export async function run(argv: readonly string[]): Promise<number> {
  const { values, words: [named, extra] } = readArgs(FORM, argv)
  if (named === undefined) throw new UsageError('name the folder for the kit; it is made when it is not there')
  if (extra !== undefined) throw new UsageError(`"${extra}" is one folder too many; a kit has one`)
  const languages = [...new Set(values.lang ?? ['en'])]
  for (const language of languages) checkLanguage(language)
  const choice = kitChoice(values, packFoldersFor(values))
  const apps = await appsFor(values.app)
  const folder = resolve(named)
  const files = kitFiles({ choice, apps, languages })
  const put = putKit(folder, files, values.force)
  for (const path of put.left) console.error(`${path}: it belongs to the kit no more, and was changed; it stays`)
  if (values.json) {
    console.log(JSON.stringify({
      folder, apps: apps.map(({ kind, name, system }) => ({ kind, name, ...(system !== undefined && { system }) })), languages,
      packs: choice.packs.map(({ id, version, isOurs }) => ({ id, version, isInApp: isOurs })), labs: choice.labs.map(({ lab }) => lab.id), files: files.size, ...put,
    }, null, 2))
    return 0
  }
  const minutes = choice.labs.reduce((sum, { lab }) => sum + lab.minutes, 0)
  console.log([
    `${folder}: ${files.size} files, of which ${put.written} written, ${put.kept} as they were, ${put.removed} removed`,
    `stick       copy what is in it onto each stick; README.txt says how to start`,
    ...apps.map(app => `  app       ${appInWords(app)}`),
    `  packs     ${choice.packs.map(({ id, version }) => `${id} ${version}`).join(', ')}`,
    `  hand-outs ${choice.labs.length} ${choice.labs.length === 1 ? 'lab' : 'labs'}, ${minutes} min of work: ${languages.join(', ')}`,
    `instructor  the guide with all answers: keep it, and put it on no stick`,
  ].join('\n'))
  return 0
}

function appInWords(app: KitApp): string {
  const { kind, name, system } = app
  return kind === 'desktop'
    ? `the desktop app for ${system ?? 'one system'}, ${name}: a seat needs nothing else`
    : `the headless package, no desktop app: a seat needs Node ${nodeWanted(app) ?? '22.19'} or later and a browser; for a desktop app, name a portable build with --app`
}

function checkLanguage(language: string): void {
  const known = Object.keys(KIT_WORDS)
  if (known.includes(language)) return
  const near = nearestWord(language, known)
  throw new UsageError(`--lang ${language}: the kit does not speak that; ${near === undefined ? `it speaks ${known.join(', ')}` : `do you mean ${near}?`}`)
}
