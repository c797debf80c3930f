// docs/workshop.md, followed to the letter: every command that it shows is run, in its order and in one folder.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { knownOf } from '../../electron/model/action.ts'
import { actionsEnglish } from '../../electron/model/actions-en.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { openStore } from '../../electron/core/store/store.ts'
import { resultOf, work } from '../core/results/workshop.ts'
import { Collector } from '../rehearsal/collector.ts'
import { lab501 } from './lab501.ts'

const page = readFileSync(join(PROJECT, 'docs/workshop.md'), 'utf8')
const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, text = '']) => text.trim().split('\n'))
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const folder = mkdtempSync(join(tmpdir(), 'lab501-workshop-'))
const collector = new Collector(folder, 'handed-in')
afterAll(async () => {
  await collector.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeAll(async () => {
  // Making the real one takes minutes, and the headless package has a test of its own in which it is put on a stick.
  mkdirSync(join(folder, 'app/electron/cli'), { recursive: true })
  cpSync(join(PROJECT, 'electron/cli/lab501.js'), join(folder, 'app/electron/cli/lab501.js'))
  writeFileSync(join(folder, 'app/package.json'), '{}')
  mkdirSync(join(folder, 'handed-in'))
  writeFileSync(join(folder, 'handed-in/alice.lab501-result'), (await resultOf({ send: ['BREW'] })).bytes)
  // A learner's machine has something to back up.
  using store = openStore(join(folder, 'data'))
  await work(store, { send: ['BREW'] })
})

async function run(command: string): Promise<{ code: number; out: string; err: string }> {
  const [program = '', ...words] = command.split(' ')
  if (program === 'npm') {
    const script = scripts[words[1] ?? '']?.split(' ').slice(1) ?? []
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...script, ...words.slice(3)], { cwd: PROJECT })
    return { code: 0, out: stdout, err: stderr }
  }
  if (words[0] === 'collect') {
    // At loopback, in the place of an address of the room.
    expect(words).toEqual(['collect', '--listen', '192.168.0.10', '--into', 'handed-in'])
    await collector.start()
    return { code: 0, out: collector.code, err: '' }
  }
  return await lab501([...words.map(word => (word === 'CODE' ? collector.code : word)), ...(words[0] === 'kit' ? ['--app', 'app'] : [])], folder, { LAB501_DATA: join(folder, 'data') })
}

describe('the page for whoever teaches', () => {
  it('shows commands from the first to the last', () => {
    expect(commands.map(command => command.split(' ').slice(0, 2).join(' '))).toEqual(expect.arrayContaining(['lab501 list', 'lab501 kit', 'lab501 doctor', 'npm run', 'lab501 collect', 'lab501 results', 'lab501 backup', 'lab501 restore']))
  })

  it.each(commands)('%s', async command => {
    const { code, out, err } = await run(command)
    // What a seat lacks is no mistake of the page.
    expect(command.includes('doctor') ? [0, 1] : [0], `${err}${out}`).toContain(code)
    expect(out).not.toBe('')
  })

  it('tells how long the first session takes, and which keys to press, as they are', () => {
    const { labs } = loadPacks([join(PROJECT, 'labs')])
    const upTo = labs.findIndex(({ id }) => id === '501-or-500')
    expect(page).toContain(`${labs.slice(0, upTo + 1).reduce((sum, { minutes }) => sum + minutes, 0)} minutes of work`)
    expect((['pointer', 'reveal', 'palette'] as const).map(id => knownOf(id).key)).toEqual(['P', 'R', 'Mod+K'])
    for (const id of ['action.hide-answers', 'action.hand-in', 'action.class'] as const) expect(page).toContain(`*${actionsEnglish[id]}*`)
  })
})
