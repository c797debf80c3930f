// The command itself, with servers that every machine has.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../electron/model/bytes.ts'
import { readSurvey, writeSurvey } from './dataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-survey-run-'))
const dataset = join(folder, 'survey.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(...args: string[]) {
  return spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), ...args], { env: { ...process.env, TMPDIR: folder, TEMP: folder }, stdio: ['ignore', 'pipe', 'pipe'] })
}
async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const child = start(...args)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<unknown[]>])
  return { code, out, err }
}

/** Each server runs in a place of its own. */
function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

describe('npm run survey', () => {
  it('ends with 2 and one line for a server that it does not know, or an option', async () => {
    const [unknown, option] = await Promise.all([run('nothing-here'), run('--nothing')])
    expect([unknown.code, option.code, unknown.out, option.out]).toEqual([2, 2, '', ''])
    expect(unknown.err).toMatch(/^There is no server nothing-here\. The servers are: nginx, .+\n$/)
    expect(option.err).toContain('--nothing')
  })

  it('measures into a new dataset, in which a check finds no drift; a changed answer ends with 1 and is named', { timeout: 120_000 }, async () => {
    const measured = await run('--dataset', dataset, 'express')
    expect([measured.code, measured.err]).toEqual([0, ''])
    expect(measured.out).toMatch(/measured: Express .*\n.*frobnicate.*\nExpress \S+ +200 /s)
    const survey = readSurvey(dataset)
    expect(survey.servers.map(({ id, version }) => [id, version])).toEqual([['express', expect.stringMatching(/^\d+\.\d+\.\d+$/)]])

    const before = readFileSync(dataset, 'utf8')
    const lied = toBase64(Buffer.from('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\n\r\n'))
    writeSurvey({ ...survey, measurements: survey.measurements.map(row => (row.request === 'frobnicate' ? { ...row, response: lied } : row)) }, dataset)
    const checked = await run('--check', '--dataset', dataset, 'express')
    expect([checked.code, checked.out]).toEqual([1, expect.stringMatching(/express frobnicate: was 501, no Allow.*; is 400, .*\n1 answers differ\.\n$/)])

    writeSurvey(survey, dataset)
    expect((await run('--check', '--dataset', dataset, 'express')).code).toBe(0)
    expect(readFileSync(dataset, 'utf8')).toBe(before)
  })

  it.runIf(process.platform !== 'win32')('leaves nothing behind when it is stopped in the middle', async () => {
    const child = start('--check', 'express')
    const places = () => readdirSync(folder).filter(name => statSync(join(folder, name)).isDirectory())
    const closed = once(child, 'close')
    child.stdout.resume()
    for (let tries = 0; places().length === 0 && tries < 500; tries += 1) await sleep(20)
    await sleep(500)
    child.kill('SIGTERM')
    expect(await closed).toEqual([1, null])
    expect(places()).toEqual([])
    if (process.platform === 'linux') expect(readdirSync('/proc').filter(pid => /^\d/.test(pid) && workingFolder(pid).startsWith(folder))).toEqual([])
  })
})
