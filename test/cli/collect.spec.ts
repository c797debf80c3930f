// `lab501 collect` as an instructor runs it: where it listens, what it prints, how it ends.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { Collected } from '../../electron/core/collector/collected.ts'
import { readJoinCode } from '../../electron/model/join-code.ts'
import { handOver, learner } from '../core/collector/learner.ts'
import { lab501 } from './lab501.ts'

const CLI = join(import.meta.dirname, '..', '..', 'electron', 'cli', 'lab501.js')
const folder = mkdtempSync(join(tmpdir(), 'lab501-collect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const credentials = join(folder, 'credentials')
writeFileSync(credentials, 'me:secret', { mode: 0o644 })

it.each<[readonly string[], RegExp]>([
  [[], /^lab501 collect: name the address with --listen; this machine has .*127\.0\.0\.1$/],
  [['--listen', ''], /^lab501 collect: --listen is followed by ADDRESS\[:PORT\], and here by nothing; it has to be named$/],
  [['--listen', '127.0.0.1:0', '--into', ''], /^lab501 collect: --into is followed by FOLDER, and here by nothing/],
  [['--listen', 'localhost'], /^lab501 collect: --listen: "localhost" is no address in numbers, such as 192\.168\.1\.20 or 192\.168\.1\.20:5010; this machine has .*127\.0\.0\.1$/],
  [['--listen', '127.0.0.1:99999'], /^lab501 collect: --listen: a port is a number from 0 to 65535; 0 takes a free one$/],
  [['--listen', '127.0.0.1:'], /a port is a number/],
  [['--listen', 'fe80::1'], /^lab501 collect: --listen: fe80::1 holds on one cable only/],
  [['--listen', '192.0.2.1:0'], /^lab501 collect: --listen: this machine has no address 192\.0\.2\.1; it has .*127\.0\.0\.1$/],
  [['--listen', '127.0.0.1:0', '--into', join(credentials, 'x')], /^lab501 collect: There is no place to keep results: .*credentials is a file, where a folder should be\. Move it away, or name another folder with --into\.$/],
  [['--listen', '127.0.0.1:0', '--forward', 'ftp://x'], /--forward needs "name:password"/],
  [['--listen', '127.0.0.1:0', '--forward', 'https://a.invalid/', '--credentials', credentials], /others than you may read it; run: chmod 600/],
  [['--listen', '127.0.0.1:0', '--forward', 'https://a.invalid/', '--credentials', join(folder, 'none')], /there is no such file/],
])('collect %j ends with 2, and says why in one line', async (args, says) => {
  const { code, out, err } = await lab501(['collect', ...args, '--data', join(folder, 'data')], folder)
  expect([code, out, err.trim()]).toEqual([2, '', expect.stringMatching(says)])
})

it('at a taken port leaves nothing behind', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const { port } = blocker.address() as { port: number }
  const { code, err } = await lab501(['collect', '--listen', `127.0.0.1:${port}`, '--data', join(folder, 'never'), '--into', join(folder, 'never-either')], folder)
  blocker.close()
  expect([code, err.trim()]).toEqual([2, expect.stringMatching(new RegExp(`^lab501 collect: --listen: .*${port}`))])
  expect(['never', 'never-either'].filter(name => existsSync(join(folder, name)))).toEqual([])
})

it('says who holds its folder, and how to have another', async () => {
  const into = join(folder, 'held')
  const collected = await Collected.open(into)
  const { code, err } = await lab501(['collect', '--listen', '127.0.0.1:0', '--into', into, '--data', join(folder, 'data')], folder)
  collected[Symbol.dispose]()
  expect([code, err.trim()]).toEqual([2, `lab501 collect: Another collector keeps its results in this folder: ${into}. Stop it first, or name another folder with --into.`])
})

it('prints a code that leads to it, a line for each result, and ends at Ctrl C with what came', async () => {
  const child = spawn(process.execPath, [CLI, 'collect', '--listen', '0.0.0.0:0', '--into', join(folder, 'into'), '--data', join(folder, 'data')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text })
  for await (const text of child.stdout.setEncoding('utf8')) if ((out += String(text)).includes('Results are kept')) break
  expect(err).toBe('0.0.0.0 means every network of this machine: whoever reaches one of its addresses reaches the collector. Name one address to listen there alone.\n')
  const code = readJoinCode(/Join code for 127\.0\.0\.1:\d+\n\n([\s\w*~$=]+?)\n\n/.exec(out)?.[1] ?? '')
  if ('fault' in code) throw new Error(out)
  expect(out).toContain('█')
  const ada = await learner('Ada')
  expect(await handOver(code.code, ada.bytes, ada.privateKey)).toEqual({ outcome: 'done' })
  expect((await handOver({ ...code.code, secret: '0000000000' }, ada.bytes, ada.privateKey)).outcome).toBe('refused')
  const ended = once(child, 'exit')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(err).toMatch(/\n\d\d:\d\d:\d\d {2}Ada {2}Brew 1 of 3 met {2}\(127\.0\.0\.1\)\n\d\d:\d\d:\d\d {2}refused \(code\) {2}The join code is another one {2}127\.0\.0\.1\nkept: 1, sent again: 0, refused: 1 \(code 1\), in the folder: 1\n$/)
  const again = spawn(process.execPath, [CLI, 'collect', '--listen', '127.0.0.1:0', '--into', join(folder, 'into'), '--data', join(folder, 'data')], { stdio: ['ignore', 'pipe', 'ignore'] })
  let told = ''
  for await (const text of again.stdout.setEncoding('utf8')) if ((told += String(text)).includes('Results are kept')) break
  again.kill('SIGINT')
  await once(again, 'exit')
  expect(told.trim().split('\n').at(-1)).toBe(`Results are kept in ${join(folder, 'into')}, where 1 is already. Ctrl C ends this.`)
  const { code: graded, out: csv } = await lab501(['results', join(folder, 'into'), '--csv'], folder)
  expect([graded, csv.trim().split('\r\n')[1]]).toEqual([0, expect.stringContaining('Ada')])
})
