// `lab501 doctor --workshop`: a seat that is ready, and each thing that can be wrong with one, caused for real.
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { collectorFinding } from '../../electron/core/seat/collector.ts'
import { keepingFinding, roomFinding } from '../../electron/core/seat/data-folder.ts'
import { clockFinding } from '../../electron/core/seat/surroundings.ts'
import type { SeatFinding } from '../../electron/model/seat-finding.ts'
import { readJoinCode } from '../../electron/model/join-code.ts'
import { Collector } from '../rehearsal/collector.ts'
import { nodeFinding, portFindings } from '../../electron/cli/health/machine.ts'
import { pageBrowserFinding, roundTripFindings } from '../../electron/cli/health/seat.ts'
import { HAS_CURL } from '../support/play.ts'
import { lab501 } from './lab501.ts'

/** A network of one's own, in which not even loopback is up. */
const HAS_NAMESPACES = spawnSync('unshare', ['-rn', 'true']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'lab501-seat-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const machine = (env: Record<string, string> = {}) => ({ platform: process.platform, env: { PATH: process.env['PATH'], ...env }, uid: 1000 })
const said = (findings: readonly SeatFinding[], id: string) => findings.find(one => one.id === id)

/** @returns a folder with programs of those names, first on the path */
function programs(name: string, scripts: Readonly<Record<string, string>>): string {
  const place = join(folder, name)
  mkdirSync(place)
  for (const [program, script] of Object.entries(scripts)) {
    writeFileSync(join(place, program), `#!/bin/sh\n${script}\n`)
    chmodSync(join(place, program), 0o755)
  }
  return place
}

describe('a seat', () => {
  it('that is ready is said to be, as lines and as JSON, and ends with 0', async () => {
    const browser = programs('browser', { firefox: 'exit 0' })
    const env = { PATH: [browser, process.env['PATH']].join(delimiter), http_proxy: '', HTTP_PROXY: '', all_proxy: '', ALL_PROXY: '' }
    const { code, out, err } = await lab501(['doctor', '--workshop', '--data', join(folder, 'data')], folder, env)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/This seat is ready\.\n$/)
    const { ok, findings } = JSON.parse((await lab501(['doctor', '--workshop', '--json', '--data', join(folder, 'data')], folder, env)).out) as { ok: boolean; findings: SeatFinding[] }
    expect([ok, findings.filter(one => !one.ok && one.needed)]).toEqual([true, []])
    expect(findings.map(({ id }) => id)).toEqual(['node', 'store', 'keeping', 'room', 'clock', 'packs', 'page', 'electron', 'port-page', 'port-labs', 'composer', 'curl', 'proxy', 'page-browser'])
  })

  it('with a broken pack, with a data folder that cannot be and with a proxy in the way is not, ends with 1, and each says what, where and the mend', async () => {
    const packs = join(folder, 'packs')
    mkdirSync(join(packs, 'broken'), { recursive: true })
    writeFileSync(join(packs, 'broken/pack.yaml'), 'format: 1\nid: broken\n')
    writeFileSync(join(folder, 'in-the-way'), '')
    const { code, out } = await lab501(['doctor', '--workshop', '--json', '--packs', packs, '--data', join(folder, 'in-the-way', 'data')], folder, { http_proxy: 'http://127.0.0.1:9' })
    const { findings } = JSON.parse(out) as { findings: SeatFinding[] }
    const bad = findings.filter(one => !one.ok && one.needed)
    expect(code).toBe(1)
    expect(bad.map(({ id }) => id)).toEqual(expect.arrayContaining(['store', 'keeping', 'room', 'packs', 'proxy', ...(HAS_CURL ? ['curl'] : [])]))
    expect(bad.filter(({ what, mend }) => what === '' || mend === '')).toEqual([])
    expect(said(findings, 'packs')?.what).toMatch(/problems in packs; the first: .*broken\/pack\.yaml/)
    expect(said(findings, 'keeping')?.what).toContain('in-the-way')
  })
})

describe('the collector', () => {
  it('is reached with its code; gone, or with another code, it is not, and a code that is none is bad input', async () => {
    const collector = new Collector(join(folder, 'class'))
    await collector.start()
    const { code } = collector
    const read = readJoinCode(code)
    if ('fault' in read) throw new Error('no code')
    const asked = await lab501(['doctor', '--workshop', '--json', '--join', code, '--data', join(folder, 'data')], folder)
    expect(said((JSON.parse(asked.out) as { findings: SeatFinding[] }).findings, 'collector')).toMatchObject({ ok: true, needed: true })
    const other = await collectorFinding({ ...read.code, secret: '0000000000' })
    await collector.stop()
    const gone = await collectorFinding(read.code)
    expect([other, gone]).toMatchObject([{ ok: false, needed: true, mend: expect.stringContaining('Type the code anew') }, { ok: false, needed: true, what: expect.stringContaining('ECONNREFUSED'), mend: expect.stringContaining('lab501 collect') }])
    const { code: status, err } = await lab501(['doctor', '--join', code.slice(0, 8)], folder)
    expect([status, err]).toEqual([2, expect.stringMatching(/^lab501 doctor: --join: .+\n$/)])
  })
})

describe('what can be wrong', () => {
  it('Node is too old', () => expect(nodeFinding('20.19.0')).toMatchObject({ ok: false, needed: true, mend: 'Install Node 22.19 or later' }))

  it('a port is taken on one of the two loopback addresses', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const [finding] = await portFindings([{ id: 'port-labs', port, use: 'the labs\' servers' }])
    other.close()
    expect(finding).toMatchObject({ ok: false, needed: false, what: expect.stringMatching(new RegExp(`^Port ${port} for the labs' servers: 127\\.0\\.0\\.1:${port} is taken`)), mend: expect.stringContaining('Close the program') })
  })

  it('no server can be opened', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const findings = await roundTripFindings(machine(), port)
    other.close()
    expect(findings).toMatchObject([{ id: 'composer', ok: false, needed: true, what: expect.stringContaining(`port ${port} on this machine is taken`), mend: expect.stringContaining('firewall') }])
  })

  it('an attempt cannot be written, or there is no room for it', () => {
    writeFileSync(join(folder, 'a-file'), '')
    expect(keepingFinding(join(folder, 'a-file'))).toMatchObject({ ok: false, needed: true, what: expect.stringContaining('a-file: no attempt can be written there'), mend: expect.stringContaining('--data') })
    expect(keepingFinding(folder)).toMatchObject({ ok: true })
    expect(roomFinding(folder, Number.MAX_SAFE_INTEGER)).toMatchObject({ ok: false, needed: true, what: expect.stringMatching(/only \d+ MiB are free, and \d+ MiB are wanted$/), mend: expect.stringContaining('Make room') })
    expect(roomFinding(join(folder, 'nowhere'))).toMatchObject({ ok: false, what: expect.stringContaining('ENOENT') })
  })

  it('the clock stands in another age', () => {
    expect([0, Date.UTC(2025, 11, 31), Date.UTC(2060, 0, 1), Number.NaN].map(ms => clockFinding(ms).ok)).toEqual([false, false, false, false])
    expect(clockFinding(0)).toMatchObject({ needed: true, what: 'The clock of this machine says 1970-01-01 00:00 UTC, which cannot be', mend: 'Set date and time of the machine' })
    expect(clockFinding(Date.now()).ok).toBe(true)
  })

  it('there is no browser, and it is needed', () => {
    expect(pageBrowserFinding({ platform: 'linux', env: { PATH: join(folder, 'nowhere') }, uid: 1000 }, true)).toMatchObject({ ok: false, needed: true, what: expect.stringContaining('nowhere'), mend: expect.stringContaining('Install a browser') })
    expect(pageBrowserFinding({ platform: 'linux', env: { PATH: programs('chromium', { chromium: 'exit 0' }) }, uid: 1000 }, true).ok).toBe(true)
    expect(pageBrowserFinding({ platform: 'win32', env: {}, uid: undefined }, true).ok).toBe(true)
  })

  it('there is no curl; that stops nobody', async () => {
    const findings = await roundTripFindings({ platform: 'linux', env: { PATH: join(folder, 'nowhere') }, uid: 1000 })
    expect(said(findings, 'composer')?.ok).toBe(true)
    expect(said(findings, 'curl')).toMatchObject({ ok: false, needed: false, mend: expect.stringContaining('Install curl') })
  })

  it('curl fails', async () => {
    const silent = await roundTripFindings(machine({ PATH: programs('silent', { curl: 'echo "curl: (7) no way" >&2; printf "\\n000"; exit 7' }) }))
    expect(said(silent, 'curl')).toMatchObject({ ok: false, needed: true, what: "curl did not reach the lab's server (curl: (7) no way)" })
  })

  it.skipIf(!HAS_CURL)('curl reports something else than came', async () => {
    const findings = await roundTripFindings(machine({ PATH: [programs('other', { curl: `PATH="${process.env['PATH'] ?? ''}" curl "$@" >&2; printf "\\n200"` }), process.env['PATH']].join(delimiter) }))
    expect(said(findings, 'curl')).toMatchObject({ ok: false, needed: true, what: 'curl reached the lab\'s server and reports "200" in place of 501' })
  })

  it.runIf(HAS_NAMESPACES)('nothing can be sent to 127.0.0.1', async () => {
    const { code, out } = await lab501(['doctor', '--workshop', '--json', '--data', join(folder, 'alone')], folder, {}, ['unshare', '-rn'])
    const { findings } = JSON.parse(out) as { findings: SeatFinding[] }
    expect([code, said(findings, 'composer')]).toMatchObject([1, { ok: false, needed: true, what: expect.stringMatching(/^A request of the app to http:\/\/127\.0\.0\.1:\d+ got no 501$/), mend: expect.stringContaining('firewall') }])
  })

  it.skipIf(!HAS_CURL)('a proxy catches what curl sends, and answers 501 itself', async () => {
    const proxy = createServer(socket => socket.on('error', () => undefined).once('data', () => socket.end('HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\n\r\n'))).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const { port } = proxy.address() as { port: number }
    const findings = await roundTripFindings(machine({ http_proxy: `http://127.0.0.1:${port}` }))
    proxy.close()
    expect(said(findings, 'curl')).toMatchObject({ ok: false, needed: true, what: "curl did not reach the lab's server; somebody else answered 501", mend: expect.stringContaining('proxy') })
  })
})
