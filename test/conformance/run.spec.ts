import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { exchangeBytes } from '../support/raw-exchange.ts'
import { judge, report } from './tally.ts'

const RUN = fileURLToPath(new URL('run.ts', import.meta.url))
const closers: (() => unknown)[] = []
afterEach(async () => { for (const close of closers.splice(0).toReversed()) await close() })

/** A suite in small: its client asks twice and reports whether the second answer came from the store. */
const SUITE = {
  'tests/index.mjs': 'export default [{ tests: [{ id: "reuse", name: "" }, { id: "more", name: "", kind: "optimal", depends_on: ["never"] }, { id: "other", name: "", browser_only: true }] }]',
  'server/server.mjs': 'import http from "node:http"; let n = 0; http.createServer((q, r) => r.writeHead(200, { "Cache-Control": process.env.SMALL_SUITE }).end(String(n += 1))).listen(process.env.npm_config_port)',
  'cli.mjs': `const ask = async () => (await fetch(process.env.npm_config_base + '/x')).text()
    const [first, second] = [await ask(), await ask()]
    console.log(process.env.npm_config_id ? 'one: ' + process.env.npm_config_id : JSON.stringify({ reuse: first === second || ['Assertion', 'not reused'], more: true }))
    process.exit(0)`,
}

function smallSuite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-suite-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(SUITE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

function run(args: readonly string[], control = 'max-age=60'): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve => execFile(process.execPath, [RUN, ...args], { env: { ...process.env, SMALL_SUITE: control } }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err })))
}

describe('npm run conformance', () => {
  it.each([['max-age=60', 0, '| required | 1 | 0 | 0 |'], ['no-store', 1, '| required | 0 | 1 | 0 |']])('puts the cache between the client and the origin of a suite: %s', async (control, code, row) => {
    const done = await run(['--suite', smallSuite()], control)
    expect([done.code, done.out.split('\n').find(line => line.startsWith('| required'))]).toEqual([code, row])
    expect(done.out).toContain('optimal untested: more: depends on never')
  })

  it('runs one test, and shows what its client says', async () => {
    expect(await run(['--suite', smallSuite(), '--id', 'reuse'])).toMatchObject({ code: 0, out: 'one: reuse\n\n' })
  })

  it('says what is wrong with what it was given', async () => {
    expect(await run([])).toMatchObject({ code: 2, err: expect.stringContaining('--suite FOLDER or --origin PORT') as string })
    expect(await run(['--suite', 'x', '--port', '99999'])).toMatchObject({ code: 2, err: expect.stringContaining('is not a port') as string })
    expect(await run(['--suite', tmpdir()])).toMatchObject({ code: 2, err: expect.stringContaining('npm pack http-cache-tests') as string })
  })

  it('listens before an origin that runs already, until it is interrupted', async () => {
    let asked = 0
    const origin = createServer((_, response) => void response.writeHead(200, { 'Cache-Control': 'max-age=60' }).end(String(asked += 1))).listen(0, '127.0.0.1')
    await once(origin, 'listening')
    closers.push(() => origin.close())
    const child = spawn(process.execPath, [RUN, '--origin', String((origin.address() as AddressInfo).port)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data') as [Buffer]
    const port = Number(/127\.0\.0\.1:(\d+) before/.exec(said.toString())?.[1])
    for (let nth = 0; nth < 2; nth += 1) expect((await exchangeBytes(port, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', { quietMs: 5_000 })).text.endsWith('\r\n\r\n1')).toBe(true)
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })
})

describe('the tally', () => {
  it('draws no conclusion from a test that could not be set up, nor from one that depends on it', () => {
    const judged = judge([{ id: 'a', name: '' }, { id: 'b', name: '', depends_on: ['a'] }, { id: 'c', name: '', kind: 'check' }, { id: 'd', name: '' }], { a: ['Setup', 'retry'], b: true, c: ['Assertion', 'no'] })
    expect(judged.map(({ verdict }) => verdict)).toEqual(['untested', 'untested', 'fail'])
    expect(report(judged).split('\n').slice(2)).toEqual(['| required | 0 | 0 | 2 |', '| optimal | 0 | 0 | 0 |', '| check | 0 | 1 | 0 |', '', 'required untested: a: Setup: retry', 'required untested: b: depends on a', 'check fail: c: Assertion: no'])
  })
})
