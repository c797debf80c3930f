// The tutorial, followed to the letter: its files are written, its commands are run, and each says what the page says.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { lab501 } from '../cli/lab501.ts'
import { PackFolder } from '../core/packs/pack-fixture.ts'

const page = readFileSync(new URL('../../docs/authoring/tutorial.md', import.meta.url), 'utf8')
const blocks = [...page.matchAll(/^(`{3,})(\w+) ?(.*)\n([^]*?)^\1$/gm)].map(([, , language = '', info = '', text = '']) => ({ language, info, text }))

/** What differs from run to run, as the page leaves it out. */
function withoutFigures(text: string): string {
  return text.replace(/\d+\.\d s$/gm, '… s').replace(/\d+ octets/g, '… octets').replace(/(SHA-256|compare:) [0-9a-f ]+$/gm, '$1 …').replace(/(made by Lab 501) \S+$/gm, '$1 …')
}

async function run(command: string, folder: string): Promise<string> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  if (words[0] === 'rm') {
    rmSync(join(folder, words.at(-1) ?? ''), { recursive: true })
    return ''
  }
  const { out, err } = await lab501(words.slice(1), folder, { LAB501_DATA: join(folder, 'data') })
  return `${err}${out}`
}

function write(info: string, text: string, folder: string): void {
  const [name = ''] = info.split(' ')
  const file = join(folder, name)
  const [, from] = / from (.*)/.exec(info) ?? []
  const [, old] = / instead of (.*)/.exec(info) ?? []
  mkdirSync(dirname(file), { recursive: true })
  if (from === undefined && old === undefined) {
    writeFileSync(file, text)
    return
  }
  const before = readFileSync(file, 'utf8')
  const start = before.indexOf(from ?? old ?? '')
  if (start < 0) throw new Error(`${name} has no "${from ?? old ?? ''}"`)
  writeFileSync(file, old === undefined ? `${before.slice(0, start)}${text}` : before.replace(old, () => text.trim()))
}

it('does what it says, from nothing to a signed file', async () => {
  using folder = new PackFolder()
  let commands = 0
  for (const [nth, { language, info, text }] of blocks.entries()) {
    if (info !== '') write(info, text, folder.path)
    if (language !== 'sh') continue
    let said = ''
    for (const command of text.trim().split('\n')) {
      commands += 1
      said += await run(command, folder.path)
    }
    expect(`${text}${withoutFigures(said)}`).toBe(`${text}${blocks[nth + 1]?.text ?? ''}`)
  }
  expect(commands).toBeGreaterThan(9)
})
