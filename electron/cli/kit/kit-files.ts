// What lies in a kit: `stick`, to be copied onto every stick, and `instructor`, which stays with whoever teaches.
import { readFileSync } from 'node:fs'
import { instructorsGuide } from '../../core/kit/guide.ts'
import { handOut } from '../../core/kit/hand-out.ts'
import { sayingIn } from '../../core/kit/kit-words.ts'
import { sha256 } from '../../core/packs/archive/manifest.ts'
import { version } from '../opening/project.ts'
import { nodeWanted, type KitApp } from './kit-app.ts'
import type { KitChoice } from './kit-choice.ts'

/** By its path below the folder of the kit, `/` between; read when its turn comes. */
export type KitFiles = ReadonlyMap<string, () => Uint8Array>

export interface KitInput { readonly choice: KitChoice; readonly apps: readonly KitApp[]; readonly languages: readonly string[] }

/** @returns every file of the kit, sums last */
export function kitFiles(input: KitInput): KitFiles {
  const { choice: { labs, packs }, apps, languages } = input
  const text = (words: string) => () => Buffer.from(words)
  const stick = new Map<string, () => Uint8Array>()
  for (const { files } of apps) for (const [path, from] of files) stick.set(`app/${path}`, () => readFileSync(from))
  for (const { file, bytes, isOurs } of packs) stick.set(`packs/${isOurs ? '' : 'add/'}${file}`, () => bytes)
  for (const language of languages) {
    for (const [nth, one] of labs.entries()) stick.set(`hand-outs/${language}/${String(nth + 1).padStart(2, '0')}-${one.lab.id}.html`, text(handOut(one, language)))
    stick.set(languages.length === 1 ? 'README.txt' : `README.${language}.txt`, text(readMe(input, language)))
  }
  const headless = apps.find(({ kind }) => kind === 'headless')
  if (headless) for (const [name, script] of scripts(packs.some(({ isOurs }) => !isOurs), nodeWanted(headless) ?? NODE)) stick.set(name, text(script))
  const sums = () => Buffer.from([...stick].map(([path, bytes]) => `${sha256(bytes())}  ${path}\n`).toSorted((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join(''))
  const guides = languages.map(language => [`instructor/guide.${language}.html`, text(instructorsGuide(labs, language))] as const)
  return new Map([...guides, ...[...stick].map(([path, bytes]) => [`stick/${path}`, bytes] as const), ['stick/SHA256SUMS', sums]])
}

function readMe({ choice: { packs }, apps }: KitInput, language: string): string {
  const say = sayingIn(language)
  const title = say('readme-title', { version: version() })
  const named = (isOurs: boolean) => packs.filter(pack => pack.isOurs === isOurs).map(pack => `${pack.title} (${pack.file})`).join(', ')
  return [
    `${title}\n${'='.repeat(title.length)}`, say('readme-whole'),
    ...apps.map(app => (app.kind === 'desktop' ? say('readme-desktop', { file: app.name, system: app.system ?? '' }) : say('readme-headless', { node: nodeWanted(app) ?? NODE }))),
    ...(apps.some(({ kind }) => kind === 'headless') ? [say('readme-check')] : []),
    ...(named(true) === '' ? [] : [say('readme-packs', { packs: named(true) })]),
    ...(named(false) === '' ? [] : [say('readme-add', { packs: named(false) })]),
    say('readme-hand-outs'), say('readme-open'), say('readme-kept'), say('readme-sums'),
  ].join('\n\n').concat('\n')
}

const CLI = 'app/lab501/electron/cli/lab501.js'
/** Where the package does not say it. */
const NODE = '22.19'
const MEND = 'Ask your instructor for the desktop app, which needs no Node, or for a newer Node.'

/** A stick keeps no permission to run, so a shell is named when they are called; on Windows the ending is enough. */
function scripts(addsPacks: boolean, node: string): [name: string, text: string][] {
  const packs = (path: string) => (addsPacks ? ` --packs "${path}"` : '')
  const inSh = (does: string, command: string) => `#!/bin/sh
# ${does}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if ! node -e "${isNew(node)}" 2>/dev/null; then
  echo "Lab 501 needs Node ${node} or later. This machine has $(node --version 2>/dev/null || echo none)." >&2
  echo "${MEND}" >&2
  exit 2
fi
exec node "$here/${CLI}" ${command}${packs('$here/packs/add')} "$@"
`
  const inCmd = (does: string, command: string) => `@echo off
rem ${does}
node -e "${isNew(node)}" 2>nul
if not errorlevel 1 goto ready
echo Lab 501 needs Node ${node} or later. This machine has:
node --version 2>nul
if errorlevel 1 echo none
echo ${MEND}
pause
exit /b 2
:ready
node "%~dp0${CLI.replaceAll('/', '\\')}" ${command}${packs('%~dp0packs\\add')} %*
if errorlevel 1 pause
`.replaceAll('\n', '\r\n')
  const each = [['start', 'Opens Lab 501 in your browser.', 'serve'], ['check', 'Says whether this machine is ready, and what to mend.', 'doctor --workshop']] as const
  return each.flatMap(([name, does, command]) => [[`${name}.sh`, inSh(does, command)], [`${name}.cmd`, inCmd(does, command)]] as [string, string][])
}

/** In words that any Node reads, however old, and both shells leave alone. */
function isNew(node: string): string {
  const [major = '22', minor = '0'] = node.split('.')
  return `var v=process.versions.node.split('.');process.exit(v[0]-${major}>0||v[0]==${major}&&v[1]-${minor}>=0?0:1)`
}
