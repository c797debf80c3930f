// The command contract, run as a person or a script runs it: a child process, its output, its exit code.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { teaArchive, written } from '../core/packs/archive/archive-fixture.ts'
import { exchangeBytes } from '../support/raw-exchange.ts'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')
const folder = mkdtempSync(join(tmpdir(), 'lab501-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function lab501(args: readonly string[], during?: (line: string) => Promise<void>): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  let begun = during === undefined
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (begun || !out.includes('\n')) return
    begun = true
    void during?.(out.split('\n')[0] ?? '').finally(() => child.stdin.end())
  })
  if (!during) child.stdin.end()
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}
const file = (name: string, text: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const TOPOLOGY = 'format: 1\ntitle: Mine\nscenario:\n  participants:\n    - { role: origin, name: app,\n      implements: [GET, PATCH], resources: { /a: { GET: { kind: echo } } } }\n'
const portOf = (line: string) => (JSON.parse(line) as { hops: { port: number }[] }).hops[0]?.port ?? 0
const ask = (method: string, target = '/widgets') => `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n`

describe('list', () => {
  it('prints one JSON document with packs and labs', async () => {
    const { code, out } = await lab501(['list', '--json'])
    const { packs, problems } = JSON.parse(out) as { packs: { id: string; labs: { id: string }[] }[]; problems: unknown[] }
    expect([code, packs[0]?.id, packs[0]?.labs.map(({ id }) => id), problems]).toEqual([0, 'first-steps', ['reproduce-501', '501-or-405', '501-or-500', 'get-is-not-get', 'head-of-a-501', 'line-by-line', 'your-own-curl'], []])
  })
})

it.runIf(existsSync('/dev/full'))('output that cannot be written ends with 2, and says so', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [CLI, 'list', '--json'], { stdio: ['ignore', full, 'pipe'] })
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { err += text })
  const [code] = (await once(child, 'close')) as [number]
  closeSync(full)
  expect([code, err]).toEqual([2, 'lab501 list: what it has to say cannot be written (ENOSPC); make room, or send it elsewhere\n'])
})

describe('--packs', () => {
  const pack = (name: string, yaml: string) => {
    mkdirSync(join(folder, 'packs', name), { recursive: true })
    writeFileSync(join(folder, 'packs', name, 'pack.yaml'), yaml)
    return join(folder, 'packs')
  }

  it('adds packs to our own; what is wrong with one is said with file, line and column', async () => {
    const more = pack('mine', 'format: 1\nid: mine\nversion: 1.0.0\ntitle: Mine\nsummary: S.\nauthors: [Me]\nlicence: MIT\nlanguage: en\nlabs: [nowhere]\n')
    const { code, out, err } = await lab501(['list', '--packs', more])
    expect([code, out.split('\n')[0]]).toEqual([0, 'First steps (first-steps 1.1.0)'])
    expect(err).toMatch(/pack\.yaml:9:\d+: there is no folder "nowhere" in mine/)
  })

  it.each<[string, () => string, RegExp]>([
    ['is not there', () => join(folder, 'none'), /--packs .*none: there is no such folder; name the one that holds your packs$/],
    ['is a pack itself', () => join(pack('one', 'format: 1\n'), 'one'), /--packs .*one: this is a pack itself; name the folder that holds it: .*packs$/],
    ['holds none', () => { mkdirSync(join(folder, 'bare')); return join(folder, 'bare') }, /--packs .*bare: it holds no .labpack file, and no folder in it has a pack\.yaml; "lab501 pack new" makes one$/],
  ])('a folder that %s ends with 2', async (_title, where, says) => {
    const { code, out, err } = await lab501(['serve', '--no-open', '--packs', where()])
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err.trim()).toMatch(says)
  })
})

it('list, run and grade know the packs that were added', async () => {
  const data = join(folder, 'with-packs')
  mkdirSync(join(data, 'packs'), { recursive: true })
  written(join(data, 'packs', 'tea.labpack'), teaArchive())
  const { packs } = JSON.parse((await lab501(['list', '--json', '--data', data])).out) as { packs: { id: string }[] }
  expect(packs.map(({ id }) => id)).toContain('tea')
  const ran = await lab501(['run', 'brew', '--port', '0', '--json', '--data', data], async line => void await exchangeBytes(portOf(line), ask('BREW', '/pot'), { quietMs: 100 }))
  expect([ran.code, ran.err]).toEqual([0, ''])
  const graded = await lab501(['grade', 'brew', '--capture', file('tea.jsonl', ran.out), '--data', data])
  expect(graded.out).toMatch(/✓ met {6}It answers 501/)
  expect((await lab501(['list', '--json'])).out).not.toContain('"tea"')
})

describe('run and grade', () => {
  const solution = ['FROBNICATE', 'get', 'GET', 'HEAD']
  const play = (methods: readonly string[]) => async (line: string) => {
    for (const method of methods) await exchangeBytes(portOf(line), ask(method), { quietMs: 100 })
  }

  it('run prints the entry of each hop, a line for each exchange and the verdict, and all met is 0; grade agrees', async () => {
    const { code, out } = await lab501(['run', 'reproduce-501', '--port', '0', '--json'], play(solution))
    const lines = out.trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>)
    expect([code, lines.map(({ event }) => event), lines.at(-1)?.['allMet']]).toEqual([0, ['started', 'exchange', 'exchange', 'exchange', 'exchange', 'verdict'], true])
    const graded = await lab501(['grade', 'reproduce-501', '--capture', file('run.jsonl', out), '--json'])
    expect([graded.code, (JSON.parse(graded.out) as { verdicts: unknown }).verdicts]).toEqual([0, lines.at(-1)?.['verdicts']])
  })

  it('nothing sent earns nothing, and that is 1', async () => {
    const { code, out } = await lab501(['run', 'reproduce-501', '--port', '0', '--json'])
    const verdict = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>
    expect([code, verdict['allMet'], verdict['earned'], verdict['met']]).toEqual([1, false, 0, 0])
  })

  it('says for a person what was seen and where', async () => {
    const { code, out } = await lab501(['run', 'reproduce-501', '--port', '0'], play(['FROBNICATE']))
    expect(code).toBe(1)
    expect(out).toMatch(/x1 {2}501 {2}FROBNICATE \/widgets {2}outside/)
    expect(out).toMatch(/✓ met {6}The server answers 501.*\n.*evidence: x1 request 0–10/)
  })

  it('keeps the attempt in --data, where the app finds it', async () => {
    const data = join(folder, 'data')
    await lab501(['run', 'reproduce-501', '--port', '0', '--data', data], play(['FROBNICATE']))
    const { openStore } = await import('../../electron/core/store/store.ts')
    using store = openStore(data)
    expect([store.latestAttempt('reproduce-501')?.lab, store.check()]).toEqual(['reproduce-501', 'ok'])
  })

  it('run --topology runs what the playground saved, asks for nothing, and keeps it as a bench in --data', async () => {
    const data = join(folder, 'topology-data')
    const { code, out } = await lab501(['run', '--topology', file('mine.topology.yaml', TOPOLOGY), '--port', '0', '--data', data], async line => void await exchangeBytes(portOf(line), ask('PATCH', '/a'), { quietMs: 100 }))
    expect([code, out]).toEqual([0, expect.stringMatching(/x1 {2}405 {2}PATCH \/a {2}outside.*\n1 request\. Nothing was asked, so nothing is graded\.\n$/)])
    const { openStore } = await import('../../electron/core/store/store.ts')
    using store = openStore(data)
    expect(store.setup(store.attempts()[0]?.id ?? '')).toMatchObject({ kind: 'playground', title: 'Mine' })
    const ended = await lab501(['run', '--topology', file('mine.topology.yaml', TOPOLOGY), '--port', '0', '--json'])
    expect([ended.code, JSON.parse(ended.out.trim().split('\n').at(-1) ?? '')]).toEqual([0, { event: 'ended', attempt: expect.any(String), requests: 0 }])
  })

  it.each([['of Ctrl-C, which npm passes on once more', ['SIGINT', 'SIGINT']], ['of a terminal that is closed', ['SIGHUP']]] as const)('run grades at the sign %s', async (_, signals) => {
    const child = spawn(process.execPath, [CLI, 'run', 'reproduce-501', '--port', '0', '--json'], { stdio: ['pipe', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
    await expect.poll(() => out).toContain('started')
    await exchangeBytes(portOf(out), ask('GET'), { quietMs: 50 })
    for (const [nth, signal] of signals.entries()) setTimeout(() => child.kill(signal), nth * 4)
    const [code] = (await once(child, 'close')) as [number | null]
    expect([code, out.trim().split('\n').map(line => (JSON.parse(line) as { event: string }).event)]).toEqual([1, ['started', 'exchange', 'verdict']])
  })

  it('grades what Windows writes: UTF-8 with a byte order mark, and UTF-16', async () => {
    const { out } = await lab501(['run', 'reproduce-501', '--port', '0', '--json'], play(solution))
    const captures = [file('bom.jsonl', `\ufeff${out}`), file('utf16.jsonl', Buffer.from(`\ufeff${out}`, 'utf16le'))]
    expect((await Promise.all(captures.map(capture => lab501(['grade', 'reproduce-501', '--capture', capture])))).map(({ code }) => code)).toEqual([0, 0])
  })

  it('grades a HAR file', async () => {
    const entry = (method: string, status: number) => ({
      startedDateTime: '2026-01-05T09:00:00Z', time: 1, request: { method, url: 'http://127.0.0.1:4501/widgets', httpVersion: 'HTTP/1.1', headers: [] },
      response: { status, statusText: '', httpVersion: 'HTTP/1.1', headers: [{ name: 'Content-Type', value: 'application/json' }], content: { text: '' } },
    })
    const har = file('a.har', JSON.stringify({ log: { version: '1.2', entries: [entry('get', 501), entry('GET', 200)] } }))
    const { code, out } = await lab501(['grade', 'reproduce-501', '--capture', har, '--json'])
    const met = (JSON.parse(out) as { verdicts: { of: string; outcome: string }[] }).verdicts.filter(({ outcome }) => outcome === 'met').map(({ of }) => of)
    expect([code, met]).toEqual([1, ['small-get', 'only-the-case']])
  })
})

describe('bad input ends with 2 and one line that says what, where and the mend', () => {
  const cases: [args: () => string[], says: RegExp][] = [
    [() => ['frobnicate'], /^lab501: there is no command "frobnicate"; there are: start, serve, list, run, grade, inspect, capture, audit, probe, results, collect, kit, backup, restore, pack, doctor$/],
    [() => [], /^lab501: name a command: start, serve, list, run, grade, inspect, capture, audit, probe, results, collect, kit, backup, restore, pack, doctor; "help" says what each does$/],
    [() => ['run'], /^lab501 run: name a lab: reproduce-501, 501-or-405, 501-or-500, /],
    [() => ['run', 'nope'], /^lab501 run: there is no lab "nope"; there are: reproduce-501, 501-or-405, 501-or-500, /],
    [() => ['run', 'reproduce-501', '--port', 'abc'], /^lab501 run: --port abc: a port is a number from 0 to 65535; 0 takes a free one$/],
    [() => ['run', 'reproduce-501', '--frob'], /^lab501 run: there is no option "--frob"; there are: --topology, --port, --answers, --data, --packs, --json$/],
    [() => ['run', '--topology', file('bad.topology.yaml', TOPOLOGY.replace('implements', 'implement'))], /^lab501 run: .*bad\.topology\.yaml:6:7: the key "implement" is not known here, .* Write "implements" instead\.$/],
    [() => ['run', 'reproduce-501', '--topology', file('a.topology.yaml', TOPOLOGY)], /^lab501 run: --topology FILE runs by itself; take "reproduce-501" away$/],
    [() => ['run', '--answers', 'x', '--topology', file('a.topology.yaml', TOPOLOGY)], /^lab501 run: --topology FILE runs by itself; take --answers away$/],
    [() => ['pack'], /^lab501 pack: say what to do: pack new, pack validate, .*; "pack help" says what each does$/],
    [() => ['run', 'reproduce-501', 'extra'], /^lab501 run: "extra" is one name too many/],
    [() => ['run', 'reproduce-501', '--port', '0', '--data', '/dev/null/x'], /^lab501 run: .*\/dev\/null/],
    [() => ['grade', 'reproduce-501'], /^lab501 grade: say which capture to grade: --capture FILE$/],
    [() => ['grade', 'reproduce-501', '--capture', join(folder, 'none')], /^lab501 grade: --capture .*none: the file cannot be read \(ENOENT.*\); check the path$/],
    [() => ['grade', 'reproduce-501', '--capture', file('latin1.json', Buffer.from('{"é": 1}', 'latin1'))], /latin1\.json: this is not UTF-8 text; save it in that encoding$/],
    [() => ['grade', 'reproduce-501', '--capture', file('no.json', '{}')], /no\.json: this is not a capture/],
    [() => ['grade', 'reproduce-501', '--capture', file('e.json', '')], /e\.json: the file is empty/],
    [() => ['grade', 'reproduce-501', '--capture', file('c.json', '{"format":"lab501-capture","version":1,"lab":"x","exchanges":[]}'), '--answers', file('a.json', '[]')], /a\.json: the whole file: not an answer; give a JSON object/],
    [() => ['grade', 'reproduce-501', '--capture', file('c.json', '{"format":"lab501-capture","version":1,"lab":"x","exchanges":[]}'), '--answers', file('b.json', '{"nope":"x"}')], /b\.json: reproduce-501 has no question "nope"; it has: /],
  ]
  it.each(cases)('%s', async (args, says) => {
    const { code, out, err } = await lab501(args())
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err.trim()).toMatch(says)
  })

  it('no place for temporary files', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'))
    const { code, out, err } = await lab501(['run', 'reproduce-501', '--port', '0'])
    vi.unstubAllEnvs()
    expect([code, out, err.trim().split('\n').length]).toEqual([2, '', 1])
    expect(err).toMatch(/^lab501 run: There is no place to keep your attempts: .*nowhere .*--data/)
  })

  it('a taken port', async () => {
    const blocker = createServer().listen(0, '127.0.0.1')
    await once(blocker, 'listening')
    const { port } = blocker.address() as { port: number }
    const { code, err } = await lab501(['run', 'reproduce-501', '--port', String(port), '--data', join(folder, 'never')])
    blocker.close()
    expect(existsSync(join(folder, 'never'))).toBe(false)
    expect([code, err.trim()]).toEqual([2, `lab501 run: port ${port} on this machine is taken (EADDRINUSE): choose another with --port N, or --port 0 for a free one`])
  })
})
