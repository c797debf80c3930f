// The JavaScript of the handbook does what the page says: its servers are started and asked, its clients are run against a real server.
import { execFile } from 'node:child_process'
import { createServer, type RequestListener, type Server } from 'node:http'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { request as ask } from 'undici'
import { starters } from '../../electron/core/attempts/starters.ts'
import { openTopology } from '../../electron/core/topology/topology.ts'
import { fencesOf } from './fences.ts'

const FOLDER = join(import.meta.dirname, '../../renderer/handbook/en')
const OUTPUT = join(import.meta.dirname, '../output')
mkdirSync(OUTPUT, { recursive: true })
const require = createRequire(import.meta.url)
const samplesIn = (page: string) => new Map(fencesOf(readFileSync(join(FOLDER, `${page}.md`), 'utf8')).flatMap(({ info, content }) => {
  const [, name] = /^js (\S+)$/.exec(info) ?? []
  return name === undefined ? [] : [[name, content] as const]
}))
/** Runs the sample as the CommonJS module that it is, from a file among the project's packages. @returns what it exports */
function load(code: string): unknown {
  const folder = mkdtempSync(join(OUTPUT, 'handbook-'))
  try {
    writeFileSync(join(folder, 'sample.cjs'), code)
    return require(join(folder, 'sample.cjs'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// What a sample writes into its log is not for the log of the tests.
vi.spyOn(console, 'error').mockReturnValue()
const servers: (() => unknown)[] = []
afterAll(async () => { for (const close of servers) await close() })

interface FastifyApp { listen(at: { port: number; host: string }): Promise<string>; close(): Promise<void> }
interface HonoApp { fetch(request: Request): Promise<Response> }
/** @returns where the sample's server listens */
async function start(exported: unknown): Promise<string> {
  const made = exported as Partial<FastifyApp & HonoApp>
  if (typeof exported !== 'function' && made.listen && made.close && !made.fetch) {
    const app = exported as FastifyApp
    servers.push(() => app.close())
    return app.listen({ port: 0, host: '127.0.0.1' })
  }
  const { getRequestListener } = await import('@hono/node-server')
  const listener = made.fetch ? getRequestListener((exported as HonoApp).fetch.bind(exported)) : exported as RequestListener
  const server: Server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  servers.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
async function statusOf(url: string, method: string) {
  const { statusCode, headers, body } = await ask(url, { method: method as 'GET' })
  return { status: statusCode, allow: headers['allow'], type: headers['content-type'], text: await body.text() }
}
const served = async (page: string, name: string) => start(load(samplesIn(page).get(name) ?? ''))

describe('the servers', () => {
  it('501, Express: tells the three refusals apart', async () => {
    const url = await served('501', 'express')
    expect(await statusOf(`${url}/widgets`, 'PATCH')).toMatchObject({ status: 501, allow: undefined, type: expect.stringContaining('application/problem+json') as string })
    expect(await statusOf(`${url}/about`, 'POST')).toMatchObject({ status: 405, allow: 'GET, HEAD, OPTIONS' })
    expect([(await statusOf(`${url}/nowhere`, 'GET')).status, (await statusOf(`${url}/widgets`, 'GET')).status]).toEqual([404, 200])
  })

  it('501, Koa: has the distinction built in', async () => {
    const url = await served('501', 'koa')
    expect((await statusOf(`${url}/widgets`, 'PROPFIND')).status).toBe(501)
    expect(await statusOf(`${url}/widgets`, 'DELETE')).toMatchObject({ status: 405, allow: expect.stringContaining('POST') as string })
  })

  it.each([['405', 'express'], ['405', 'fastify'], ['frameworks', 'hono']])('%s, %s: refuses with the resource’s own Allow', async (page, name) => {
    const url = await served(page, name)
    expect(await statusOf(`${url}/widgets`, 'DELETE')).toMatchObject({ status: 405, allow: 'GET, HEAD, POST' })
    expect([(await statusOf(`${url}/widgets`, 'GET')).status, (await statusOf(`${url}/widgets`, 'HEAD')).status, (await statusOf(`${url}/widgets`, 'POST')).status]).toEqual([200, 200, 201])
  })

  it.each(['express', 'fastify'])('500, %s: an id, and nothing of the fault', async name => {
    const { status, type, text } = await statusOf(`${await served('500', name)}/broken`, 'GET')
    expect({ status, type }).toMatchObject({ status: 500, type: expect.stringContaining('application/problem+json') as string })
    expect(text).toMatch(/urn:uuid:[\da-f-]{36}/)
    expect(text).not.toMatch(/stock|\/srv|at /)
  })
})

describe('the clients', () => {
  it.each(['501', '405', '500'].flatMap(page => ['fetch', 'undici', 'py'].map(name => [page, name])))('%s, %s: runs, and says what came', async (page, name) => {
    const [starter] = starters([])
    if (!starter) throw new Error('there is no starter')
    await using topology = await openTopology({ scenario: starter.setup.scenario, port: 0, lastSeq: 0, controls: [] }, { onSegment: () => undefined, onNotice: () => undefined, onTrouble: error => { throw error } })
    const whole = readFileSync(join(FOLDER, `${page}.md`), 'utf8')
    const code = (name === 'py' ? fencesOf(whole).find(({ info }) => info === 'py')?.content : samplesIn(page).get(name))?.replaceAll('4501', String(topology.entries[0]?.port)) ?? ''
    const { stdout } = name === 'py'
      ? await promisify(execFile)('python3', ['-c', code])
      : await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code.replace(/const (\{ \w+ \}) = require\('undici'\)/, "import $1 from 'undici'")], { cwd: join(import.meta.dirname, '../..') })
    expect(stdout).toMatch({ 501: /not implemented|501/, 405: /instead: GET/, 500: /urn:lab501:error:/ }[page] ?? /$^/)
  })
})
