// A report of a problem: it tells what somebody who helps needs, and nothing that is nobody's business.
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect } from '../../../electron/contract/connect.ts'
import { portPair } from '../../../electron/contract/port.ts'
import { openCore } from '../../../electron/core/core.ts'
import { keepingTail } from '../../../electron/core/report/log-tail.ts'
import { writeReport, type ReportParts } from '../../../electron/core/report/write-report.ts'
import { pageSections, reportText } from '../../../electron/model/report.ts'

const PAGE = { words: 'I pressed Send.\nNothing came.', facts: { theme: 'dark' }, faults: ['TypeError: x'] }
const PARTS: ReportParts = {
  page: PAGE, about: { version: '1.2.3', entry: 'served', notices: [] }, machine: { system: 'linux' }, packs: [], log: ['one', 'two'], places: [['C:\\Users\\Ada', '~'], ['/home/ada/data', '<data folder>'], ['/home/ada', '~']],
}
const LABS = join(import.meta.dirname, '..', '..', '..', 'labs')

describe('the text of a report', () => {
  it('says first what its author wrote, then what runs where, and what was logged', () => {
    expect(writeReport(PARTS).split('\n').filter(line => line.startsWith('== '))).toEqual(['== What happened ==', '== Lab 501 ==', '== Page ==', '== Errors of the page ==', '== Packs ==', '== Log =='])
    expect(writeReport(PARTS)).toContain('== What happened ==\nI pressed Send.\nNothing came.\n')
    expect(writeReport(PARTS)).toMatch(/version: 1\.2\.3\nentry: served\nsystem: linux\n[\s\S]*theme: dark\n[\s\S]*TypeError: x\n[\s\S]*== Log ==\none\ntwo\n$/)
  })

  it.each([
    ['the folder of one’s home', 'at /home/ada/code/x.ts:1', 'at ~/code/x.ts:1'],
    ['the data folder within it', 'cannot write /home/ada/data/lab501.sqlite', 'cannot write <data folder>/lab501.sqlite'],
    ['a path of Windows', 'open C:\\Users\\Ada\\x', 'open ~\\x'],
    ['the same in JSON', '{"path":"C:\\\\Users\\\\Ada\\\\x"}', '{"path":"~\\\\x"}'],
    ['a token', 'failed with Authorization: Bearer abcdefghijkl', 'failed with Authorization: Bearer [redacted]'],
    ['a secret in an address', 'GET http://127.0.0.1:4500/?token=s3cr3tvalue&page=2', 'GET http://127.0.0.1:4500/?token=[redacted]&page=2'],
    ['a cookie', 'Cookie: sid=31d4', 'Cookie: sid=[redacted]'],
  ])('leaves out %s', (_what, line, clean) => {
    expect(writeReport({ ...PARTS, log: [line] })).toContain(`== Log ==\n${clean}\n`)
    expect(writeReport({ ...PARTS, page: { ...PAGE, faults: [line] } })).toContain(`== Errors of the page ==\n${clean}\n`)
  })

  it('can be written by the page alone', () => {
    expect(reportText(pageSections({ ...PAGE, words: ' ', faults: [] }))).toMatch(/What happened ==\n\(nothing was written\)[\s\S]*theme: dark[\s\S]*none\n$/)
  })
})

it('only the last lines of the log are kept, each no longer than can be read, and all are logged', () => {
  const logged: string[] = []
  const { log, lines } = keepingTail(line => logged.push(line))
  for (let nth = 0; nth < 250; nth += 1) log(`line ${nth}`)
  log('x'.repeat(5_000))
  expect([logged.length, lines().length, lines()[0]?.endsWith(' line 51'), lines().at(-1)?.length]).toEqual([251, 200, true, 2_025])
})

it('a running core tells of lab, packs and log, with the redacted capture only if it is wanted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-'))
  const core = await openCore({ dataFolder: folder, packFolders: [LABS], entry: 'tests', version: '0', log: () => undefined, simulatorPort: 0, logged: () => [`saved in ${folder}`, `at ${homedir()}/x`] })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  const page = connect(ours)
  try {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    await page.call('requests.send', { attempt: attempt.id, draft: { kind: 'structured', method: 'FROBNICATE', target: '/widgets', fields: [{ name: 'Authorization', value: 'Bearer sesame-open-1' }], content: '' } })
    const without = await page.call('report.make', { attempt: attempt.id, keepsCapture: false, page: PAGE })
    expect(without.name).toMatch(/^lab501-report-\d{4}-\d\d-\d\d\.txt$/)
    expect(without.text).toMatch(/lab: reproduce-501\npack: first-steps [\d.]+\nstep: first-501\n[\s\S]*met: \d+ of \d+\n[\s\S]*first-steps [\d.]+ \(built-in, labs: \d+\)[\s\S]*saved in <data folder>\nat ~\/x\n/)
    expect(without.text).not.toContain('FROBNICATE')
    const whole = await page.call('report.make', { attempt: attempt.id, keepsCapture: true, page: PAGE })
    expect(JSON.parse(whole.text.split('== Capture, redacted ==\n')[1] ?? '')).toMatchObject({ lab: 'reproduce-501' })
    expect(whole.redacted).toEqual([{ place: 'field', name: 'Authorization', count: expect.any(Number) as number }])
    for (const text of [without.text, whole.text]) expect([folder, homedir().length > 1 ? `${homedir()}/` : '\0', 'sesame', `/${userInfo().username}/`].filter(secret => text.includes(secret))).toEqual([])
  } finally {
    page.close()
    await core[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
})
