// `lab501 inspect` as a script runs it: a child process, its output, its exit code.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileRecord, writeCaptureFile } from '../../electron/core/captures/capture-file.ts'
import { recordsOf } from '../../electron/core/notes/read-example.ts'
import { x } from '../../electron/core/inspector/examples/written.ts'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')
const folder = mkdtempSync(join(tmpdir(), 'lab501-inspect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Document { exchanges: number; found: Record<string, number>; findings: { rule: string; severity: string; exchange: string; says: string; evidence: unknown[] }[]; rules: Record<string, { why: string }> }

async function lab501(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [CLI, 'inspect', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const BAD = [x('PUT /a||x', '405|Date: Sun, 06 Nov 1994 08:49:37 GMT|Server: \x1b[31mred'), x('BREW /', '501||\x1b]0;no\x07')]
const MILD = [x('GET /', '404|Date: Sun, 06 Nov 1994 08:49:37 GMT|Content-Type: text/plain||no')]

describe('lab501 inspect', () => {
  it('says what it found in a capture, with the octets that show it, and ends with 1 when there is an error', async () => {
    const { code, out, err } = await lab501(file('bad.json', writeCaptureFile('a', recordsOf(BAD))))
    expect([code, err]).toEqual([1, ''])
    expect(out).toContain('x1  PUT /a → 405  (client-origin, client\'s side)')
    expect(out).toContain('✗ error    PUT is not allowed, and the answer does not say what is.  [405-without-allow, RFC 9110 §15.5.6]')
    expect(out).toContain('x1 response 0–12: HTTP/1.1 405')
    expect(out).toMatch(/\n2 exchanges: \d+ errors, \d+ warnings, \d+ notes\.\n$/)
    expect(/[^\P{Cc}\n]/u.exec(out)).toBeNull()
  })

  it('ends with 0 when nothing is an error, and prints one JSON document', async () => {
    const { code, out } = await lab501(file('mild.json', writeCaptureFile('a', recordsOf(MILD))), '--json')
    const { exchanges, found, findings, rules } = JSON.parse(out) as Document
    expect([code, exchanges, found['error'], findings.length > 0]).toEqual([0, 1, 0, true])
    for (const { rule, says, evidence } of findings) expect([says.length > 0, evidence.length > 0, (rules[rule]?.why.length ?? 0) > 0]).toEqual([true, true, true])
  })

  it('reads the lines of run, and HAR, of which it judges only what HAR keeps', async () => {
    const lines = file('run.jsonl', recordsOf(BAD).map(record => JSON.stringify({ event: 'exchange', exchange: fileRecord(record) })).join('\n'))
    const har = file('a.har', JSON.stringify({ log: { entries: [{
      startedDateTime: '2026-01-01T00:00:00Z', request: { method: 'PUT', url: 'http://a/', headers: [{ name: 'Upgrade', value: 'h2c' }] }, response: { status: 405, headers: [{ name: 'Content-Length', value: 'x' }] },
    }] } }))
    const [ofLines, ofHar] = await Promise.all([lab501(lines, '--json'), lab501(har, '--json')])
    const rulesOf = (out: string) => (JSON.parse(out) as Document).findings.map(({ rule }) => rule)
    expect([ofLines.code, rulesOf(ofLines.out)]).toEqual([1, expect.arrayContaining(['405-without-allow'])])
    expect([ofHar.code, rulesOf(ofHar.out)]).toEqual([1, expect.arrayContaining(['405-without-allow', 'no-wire'])])
    expect(rulesOf(ofHar.out)).not.toContain('upgrade-without-option')
  })

  it('tells what is the same on several hops of one request once, and counts it on each', async () => {
    const hop = (name: string) => x('PUT /a||x', '405', { trace: 't', hop: name, source: 'participant' })
    const { out } = await lab501(file('hops.json', writeCaptureFile('a', recordsOf([hop('gw-origin'), hop('client-gw')]))), '--rule', '405-without-allow')
    expect(out.match(/405-without-allow.*/g)).toEqual(['405-without-allow, RFC 9110 §15.5.6, also x2]'])
    expect(out).toContain('2 exchanges: 2 errors, 0 warnings, 0 notes.')
  })

  it('keeps to the rules and severities that it is asked for, also in its exit code', async () => {
    const capture = file('few.json', writeCaptureFile('a', recordsOf(BAD)))
    const [one, grave, mild] = await Promise.all([lab501(capture, '--rule', '405-without-allow', '--json'), lab501(capture, '--severity', 'error', '--json'), lab501(capture, '--rule', 'nobody-signs', '--json')])
    expect((JSON.parse(one.out) as Document).findings.map(({ rule }) => rule)).toEqual(['405-without-allow'])
    expect(new Set((JSON.parse(grave.out) as Document).findings.map(({ severity }) => severity))).toEqual(new Set(['error']))
    expect([one.code, grave.code, mild.code]).toEqual([1, 1, 0])
  })

  it('lists its rules', async () => {
    const [text, json] = await Promise.all([lab501('--rules'), lab501('--rules', '--json', '--severity', 'error')])
    const { rules } = JSON.parse(json.out) as { rules: { id: string; severity: string; section: string; fix: string }[] }
    expect([text.code, json.code]).toEqual([0, 0])
    expect(text.out).toMatch(/^405-without-allow +error +405 without Allow \(RFC 9110 §15\.5\.6\)$/m)
    expect([rules.length > 20, rules.every(({ severity, fix }) => severity === 'error' && fix !== '')]).toEqual([true, true])
  })

  it.each<[() => string[], RegExp]>([
    [() => [], /^lab501 inspect: say which capture to look at: /],
    [() => [join(folder, 'none')], /^lab501 inspect: FILE .*none: the file cannot be read \(ENOENT/],
    [() => [file('no.json', '{}')], /no\.json: this is not a capture/],
    [() => ['a', 'b'], /"b" is one file too many/],
    [() => ['a', '--rules'], /--rules lists the rules and reads no file/],
    [() => ['a', '--rule', '405-without-alow'], /there is no such rule; do you mean "405-without-allow"\?/],
    [() => ['a', '--severity', 'grave'], /there is no such severity; there are: error, warning, note/],
    [() => ['a', '--loud'], /there is no option "--loud"/],
  ])('bad input %# is one line on stderr and exit 2', async (args, says) => {
    const { code, out, err } = await lab501(...args())
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(says)
    expect(err.trimEnd().split('\n').length).toBe(1)
  })
})
