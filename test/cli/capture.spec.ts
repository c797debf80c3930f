// `lab501 capture convert` as a script runs it.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { writeCaptureFile } from '../../electron/core/captures/capture-file.ts'
import { x } from '../../electron/core/inspector/examples/written.ts'
import { harProblems } from '../core/captures/har-problems.ts'
import { recordsOf } from '../../electron/core/notes/read-example.ts'
import { lab501 } from './lab501.ts'

const folder = mkdtempSync(join(tmpdir(), 'lab501-capture-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return name
}
const run = (...args: string[]) => lab501(['capture', ...args], folder)
const CAPTURE = file('own.json', writeCaptureFile('reproduce-501', recordsOf([x('GET /widgets|Authorization: Bearer t0psecret', '103 >> 200||a'), x('get /widgets', '501')])))
const DEVTOOLS = join(import.meta.dirname, '..', 'core', 'captures', 'devtools.har')

describe('lab501 capture convert', () => {
  it('writes HAR without secrets to stdout, and says beside it what is not in it', async () => {
    const { code, out, err } = await run('convert', CAPTURE, '--to', 'har')
    expect([code, harProblems(JSON.parse(out)), out.includes('t0psecret'), out.includes('Bearer REDACTEDR')]).toEqual([0, [], false, true])
    expect(err.trim().split('\n')).toEqual(['redacted: 1 × the value of Authorization', expect.stringContaining('left out: HAR keeps names and values') as string, 'left out: 1 × a 1xx answer before the final one.'])
  })

  it('keeps the secrets if one asks, and both forms can be graded', async () => {
    const { code, out, err } = await run('convert', CAPTURE, '--to', 'har', '--secrets', '-o', 'kept.har')
    expect([code, err, out.split('\n')[0]]).toEqual([0, '', 'kept.har: 2 exchanges read, written as har'])
    expect(readFileSync(join(folder, 'kept.har'), 'utf8')).toContain('t0psecret')
    const [own, har] = await Promise.all([CAPTURE, 'kept.har'].map(capture => lab501(['grade', 'reproduce-501', '--capture', capture, '--json'], folder)))
    const met = (text = '') => (JSON.parse(text) as { verdicts: { of: string; outcome: string }[] }).verdicts.map(({ of, outcome }) => [of, outcome])
    expect(met(har?.out)).toEqual(met(own?.out))
    expect(met(har?.out)).toContainEqual(['small-get', 'met'])
  })

  it('reads what the DevTools of Chromium wrote, tells what is not in it, and keeps every octet of its own form', async () => {
    const { code, out, err } = await run('convert', DEVTOOLS, '--to', 'lab501', '-o', 'tools.json', '--json')
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ form: 'lab501', exchanges: 16, redacted: expect.arrayContaining([{ place: 'content', name: 'password', count: 1 }]) as unknown })])
    expect(err.replaceAll(`${DEVTOOLS}: `, '')).toContain('2 × an answer that crossed no wire')
    const again = await run('convert', 'tools.json', '--to', 'lab501', '--secrets')
    expect(JSON.parse(again.out)).toEqual({ ...JSON.parse(readFileSync(join(folder, 'tools.json'), 'utf8')) as object, redacted: undefined })
    expect(again.err).toContain('This capture was redacted: ')
  })

  it.each<[string[], RegExp]>([
    [[], /^lab501 capture: say what to do with a capture; there is: capture convert/],
    [['turn'], /there is no "capture turn"; there is: capture convert/],
    [['convert'], /say which capture to convert/],
    [['convert', CAPTURE], /say into which form: --to lab501 or --to har/],
    [['convert', CAPTURE, '--to', 'pcap'], /--to pcap: there is no such form: --to lab501 or --to har/],
    [['convert', CAPTURE, 'b', '--to', 'har'], /"b" is one file too many/],
    [['convert', CAPTURE, '--to', 'har', '--json'], /name the file with -o/],
    [['convert', CAPTURE, '--to', 'har', '-o', CAPTURE], /own\.json: there is a file already; write another name with -o, or put this one in its place with --force/],
    [['convert', 'none', '--to', 'har'], /FILE none: the file cannot be read \(ENOENT/],
    [['convert', CAPTURE, '--to', 'har', '-o', '/dev/null/x.har'], /\/dev\/null.*: a file stands where the folder should be/],
  ])('bad input %j is one line on stderr and exit 2', async (args, says) => {
    const { code, out, err } = await run(...args)
    expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1])
    expect(err).toMatch(says)
    expect(existsSync(join(folder, 'x.har'))).toBe(false)
  })
})
