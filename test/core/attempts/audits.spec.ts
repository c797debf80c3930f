// Audits of a bench: their requests are exchanges of it; they can be stopped, are kept, and end when the bench is left.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NoAudit, type Audits } from '../../../electron/core/attempts/audits.ts'
import { Workbench } from '../../../electron/core/attempts/workbench.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import type { AuditKind, AuditPlan, AuditView, AuditViewOf } from '../../../electron/model/audit.ts'
import { PlaygroundSetup, type BenchSetup } from '../../../electron/model/bench.ts'
import { requestsFromHttpFile } from '../../../electron/model/http-file.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'

let folder = ''
let store: Store
let bench: Workbench
let told: AuditKind[] = []
/** Called when somebody hears of an audit. */
let onTold: () => void = () => undefined
const servers: Server[] = []

const open = () => {
  store = openStore(folder)
  bench = new Workbench({ labs: [], store, port: 0, log: line => { throw new Error(line) }, onSaved: () => undefined, onJudged: () => undefined, onNoticed: () => undefined, onAudited: (_attempt, kind) => {
    told.push(kind)
    onTold()
  } })
}
const close = async () => {
  await bench[Symbol.asyncDispose]()
  store[Symbol.dispose]()
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-audits-'))
  told = []
  onTold = () => undefined
  open()
})
afterEach(async () => {
  await close()
  servers.splice(0).forEach(server => server.close())
  rmSync(folder, { recursive: true, force: true })
})

const SHOP = PlaygroundSetup.parse({ kind: 'playground', title: 'Shop', scenario: { participants: [{ role: 'origin', name: 'shop', implements: ['GET', 'POST'], resources: { '/a': { GET: { kind: 'reply' }, POST: { kind: 'reply', status: 201 } }, '/b': { GET: { kind: 'reply' } } } }] } })
const METHODS: AuditPlan = { kind: 'methods', methods: ['GET', 'POST', 'FROBNICATE'], targets: ['/a', '/b'] }

async function begun(setup: BenchSetup): Promise<{ audits: Audits; id: string }> {
  const { attempt: { id } } = await bench.beginBench(setup)
  const audits = bench.audits(id)
  if (!audits) throw new Error('a bench has no audits')
  return { audits, id }
}
async function own(answer: (method: string, target: string) => number | undefined): Promise<{ audits: Audits; id: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const status = answer(request.method ?? '', request.url ?? '')
    if (status !== undefined) response.writeHead(status, status === 405 ? { Allow: 'GET, HEAD' } : {}).end()
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise(resolve => server.once('listening', resolve))
  return { ...await begun({ kind: 'server', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }), asked }
}
const look = <K extends AuditKind>(audits: Audits, kind: K): AuditViewOf<K> => audits.list(kind)[0] as AuditViewOf<K>
/** @returns the audit once it has ended. */
async function ended<K extends AuditKind>(audits: Audits, kind: K): Promise<AuditViewOf<K>> {
  while (look(audits, kind).state === 'running') await new Promise<void>(resolve => { onTold = resolve })
  return look(audits, kind)
}
async function ran<K extends AuditKind>(audits: Audits, plan: AuditPlan & { kind: K }, mayChange = true): Promise<AuditViewOf<K>> {
  audits.plan(plan)
  audits.run(plan.kind, mayChange)
  return ended(audits, plan.kind)
}
const cellsOf = ({ matrix }: AuditViewOf<'methods'>) => matrix?.cells.map(({ method, path, status, exchange }) => `${method} ${path} ${status} ${exchange}`)
const document = (paths: string) => {
  const text = `openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths:\n${paths}`
  return { name: 'api.yaml', octets: Buffer.byteLength(text), at: 0, bytes: Buffer.from(text).toString('base64') }
}

describe('an audit of methods', () => {
  it('sends in the running bench, and each cell names its exchange there', async () => {
    const { audits, id } = await begun(SHOP)
    expect(audits.plan(METHODS)).toMatchObject({ kind: 'methods', state: 'planned', done: 0, of: 6, changing: ['POST'] })
    const view = await ran(audits, METHODS)
    expect(view.matrix?.cells.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(['GET /a 200', 'GET /b 200', 'FROBNICATE /a 501', 'FROBNICATE /b 501', 'POST /a 201', 'POST /b 405'])
    const exchanges = new Map(bench.running(id)?.exchanges().map(exchange => [exchange.id, exchange]))
    for (const { exchange, method, target } of view.matrix?.cells ?? []) expect(exchanges.get(exchange)?.request).toMatchObject({ method, target })
    expect([view.state, view.done, new Set(told)]).toEqual(['done', 6, new Set(['methods'])])
  })

  it('is there again after a restart, made anew from the same exchanges', async () => {
    const { audits, id } = await begun(SHOP)
    const before = await ran(audits, METHODS)
    await close()
    open()
    await bench.openBench(id)
    expect(bench.audits(id)?.list()).toEqual([before])
    await bench.removeBench(id)
    expect(store.audits(id)).toEqual([])
  })

  it('of a server of one’s own leaves out what may change something until that is said', async () => {
    const { audits, asked } = await own(method => (method === 'GET' ? 200 : 501))
    const view = await ran(audits, METHODS, false)
    expect([cellsOf(view), view.of, asked.filter(each => each.startsWith('POST'))]).toEqual([['GET /a 200 x1', 'GET /b 200 x2', 'FROBNICATE /a 400 x3', 'FROBNICATE /b 400 x4'], 4, []])
    audits.plan({ kind: 'methods', methods: ['POST'], targets: ['/'] })
    expect(() => audits.run('methods', false)).toThrow('there is nothing to ask')
  })

  it('is stopped at once with what there is, and nothing goes out beside what was on its way', async () => {
    const { audits, asked } = await own((_method, target) => (target === '/b' ? undefined : 200))
    audits.plan(METHODS)
    audits.run('methods', true)
    while (asked.length < 2) await new Promise(resolve => setTimeout(resolve, 5))
    expect(() => audits.plan(METHODS)).toThrow('under way')
    expect(() => audits.run('methods', true)).toThrow('under way')
    await audits.stop()
    const view = look(audits, 'methods')
    expect([view.state, cellsOf(view)]).toEqual(['stopped', ['GET /a 200 x1']])
    expect(JSON.parse(audits.export('methods', 'json').text)).toMatchObject({ complete: false, planned: 6 })
    await ran(audits, { kind: 'methods', methods: ['HEAD'], targets: ['/a'] })
    expect(asked).toEqual(['GET /a', 'GET /b', 'HEAD /a'])
  })

  it('ends with the bench that is left', async () => {
    const { audits, asked } = await own((_method, target) => (target === '/b' ? undefined : 200))
    audits.plan(METHODS)
    audits.run('methods', true)
    while (asked.length < 2) await new Promise(resolve => setTimeout(resolve, 5))
    const second = await begun(SHOP)
    expect([look(audits, 'methods').state, asked.length]).toEqual(['stopped', 2])
    expect((await ran(second.audits, METHODS)).state).toBe('done')
  })

  it('says where nothing listens, what is too much, and that a capture has nobody to ask', async () => {
    const { audits } = await begun({ kind: 'server', url: 'http://127.0.0.1:1/' })
    expect(await ran(audits, METHODS)).toMatchObject({ state: 'failed', done: 1, refusal: 'nothing listens at 127.0.0.1:1; start your server first' })
    expect(() => audits.plan({ ...METHODS, targets: Array.from({ length: 334 }, (_, nth) => `/${nth}`) })).toThrow('these are 1002 requests, and 1000 are the most')
    expect(() => audits.run('contract', true)).toThrow('nothing is planned')
    const capture = await begun({ kind: 'capture', title: 'x.json' })
    capture.audits.plan(METHODS)
    expect(() => capture.audits.run('methods', true)).toThrow(NoAudit)
  })
})

describe('a contract', () => {
  it('is held against the running bench, in sentences that each lead to an exchange', async () => {
    const { audits } = await begun(SHOP)
    expect(audits.take('now', document('  /a: { get: {}, delete: {} }\n  /b/{id}: { get: {} }\n'))).toMatchObject({ read: { title: 'Shop', operations: 3, guessed: ['id'], targets: ['/a', '/b/1'] } })
    const plan: AuditPlan = { kind: 'contract', compared: false, fill: { id: '9' }, methods: ['GET', 'POST'] }
    expect(audits.plan(plan)).toMatchObject({ contract: { guessed: [], targets: ['/a', '/b/9'] } })
    const view = await ran(audits, plan)
    expect(view.drift?.map(({ says }) => sayInEnglish(says))).toEqual([
      'Cannot be told: GET /b/{id} got 404, and what its placeholder stands for may not be there. Name a value that is.',
      'Beyond the contract: POST /a is not in it, and the server answers 201.',
      'Not implemented: DELETE /a is in the contract, and the server answers 501.',
    ])
    expect(view.probes.map(({ method, target, expects, status }) => `${method} ${target} ${expects} ${status}`)).toEqual(['GET /a implemented 200', 'GET /b/9 implemented 404', 'POST /a absent 201', 'POST /b/9 absent 404', 'DELETE /a implemented 501'])
    expect(view.drift?.every(({ exchange }) => view.probes.some(probe => probe.exchange === exchange))).toBe(true)
  })

  it('is compared with an earlier version, and what the difference asks can be handed on before it is sent', async () => {
    const { audits } = await begun(SHOP)
    audits.take('now', document('  /a: { post: {} }\n'))
    audits.take('before', document('  /a: { put: {} }\n'))
    const plan: AuditPlan = { kind: 'contract', compared: true, fill: {}, methods: ['GET'] }
    const view = audits.plan(plan)
    expect([view.kind === 'contract' && view.changes.map(sayInEnglish), view.of]).toEqual([['Another method: PUT /a is POST /a now.'], 2])
    expect(requestsFromHttpFile(audits.export('contract', 'http').text).flatMap(({ draft }) => draft?.method ?? [])).toEqual(['POST', 'PUT'])
    expect(audits.export('contract', 'hurl').name).toBe('contract.hurl')
    expect(() => audits.export('contract', 'json')).toThrow('run the audit first')
    expect((await ran(audits, plan)).drift).toEqual([])
    expect(JSON.parse(audits.export('contract', 'json').text)).toMatchObject({ complete: true, contract: { changes: [{ says: 'Another method: PUT /a is POST /a now.' }], drift: [] } })
  })

  it('that is none is refused with the place, and one that is gone is asked for again', async () => {
    const { audits } = await begun(SHOP)
    expect(audits.take('now', document('  /a: { get: 7 }\n'))).toEqual({ refusal: expect.stringMatching(/^api\.yaml:4:\d+: paths\.\/a\.get/) as string })
    expect(() => audits.plan({ kind: 'contract', compared: false, fill: {}, methods: ['GET'] })).toThrow('open it again')
  })
})

it('a conformance run is graded once it is over, and its evidence lies in the bench', async () => {
  const { audits, id } = await begun(SHOP)
  const states: AuditView[] = []
  onTold = () => states.push(look(audits, 'conformance'))
  audits.plan({ kind: 'conformance', target: '/a', isSafe: false })
  audits.run('conformance', true)
  const view = await ended(audits, 'conformance')
  expect(states.some(each => each.kind === 'conformance' && each.state === 'running' && each.report !== undefined)).toBe(false)
  expect(view.report?.mark).toBe('A')
  const known = new Set(bench.running(id)?.exchanges().map(exchange => exchange.id))
  expect(view.report?.results.flatMap(({ evidence }) => evidence).every(({ exchange }) => known.has(exchange))).toBe(true)
  expect(audits.export('conformance', 'junit').text).toContain('<testsuite name="lab501 probe.http:')
  expect(() => audits.export('conformance', 'csv')).toThrow(NoAudit)
  await close()
  open()
  await bench.openBench(id)
  expect(bench.audits(id)?.list()).toEqual([view])
})
