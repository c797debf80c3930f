// One request through the whole house: page's end of the bridge → core → socket → simulator → store → verdict → event.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, type CoreCaller } from '../../electron/contract/connect.ts'
import { portPair } from '../../electron/contract/port.ts'
import { openCore, type Core } from '../../electron/core/core.ts'
import { readCaptureFile } from '../../electron/core/captures/read-capture.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import { bytesFromRawText, type StructuredDraft } from '../../electron/model/draft.ts'
import { learnersView } from '../../electron/model/exchange.ts'
import { exchangeBytes } from '../support/raw-exchange.ts'

const LABS = join(import.meta.dirname, '..', '..', 'labs')
let folder: string
let core: Core
let page: CoreCaller
const FROBNICATE: StructuredDraft = { kind: 'structured', method: 'FROBNICATE', target: '/widgets', fields: [], content: '' }

async function open(): Promise<void> {
  core = await openCore({ dataFolder: folder, packFolders: [LABS], entry: 'tests', version: '0', log: line => expect.fail(line), simulatorPort: 0 })
  const [ours, theirs] = portPair()
  core.serve(theirs)
  page = connect(ours)
}
const judged = (attempt: string) => new Promise<void>(resolve => {
  const stop = page.on('attempt.judged', body => {
    if (body.attempt !== attempt) return
    stop()
    resolve()
  })
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lab501-'))
  await open()
})
afterEach(async () => {
  page.close()
  await core[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

describe('one request through the house', () => {
  it('a 501 from the composer: saved, told, judged, with its bytes as evidence', async () => {
    const { attempt, lab, verdicts } = await page.call('attempts.open', { lab: 'reproduce-501' })
    expect([lab.steps.length, verdicts.every(({ outcome }) => outcome === 'not-yet'), JSON.stringify(lab).includes('right')]).toEqual([3, true, false])
    const saved: number[] = []
    page.on('exchanges.saved', ({ upToSeq }) => void saved.push(upToSeq))
    const toldLater = judged(attempt.id)
    const { exchanges } = await page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })
    await toldLater
    expect(saved.at(-1)).toBe(2)
    const [view] = learnersView(await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 }))
    const met = (await page.call('attempts.verdicts', { attempt: attempt.id })).find(({ of }) => of === 'unknown-method')
    const evidence = met?.evidence.find(({ side }) => side === 'response')
    expect([view?.id, met?.outcome, met?.earned, evidence?.exchange]).toEqual([exchanges[0], 'met', 2, exchanges[0]])
    const { bytes } = await page.call('exchanges.bytes', { attempt: attempt.id, exchange: exchanges[0] ?? '', side: 'response', range: evidence?.range ?? { start: 0, end: 0 } })
    expect(atob(bytes)).toBe('501')
  })

  it('a request of the learner’s own client counts as well, and is marked', async () => {
    const { attempt, entries } = await page.call('attempts.open', { lab: 'reproduce-501' })
    const toldLater = judged(attempt.id)
    await exchangeBytes(entries[0]?.port ?? 0, 'FROBNICATE /widgets HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await toldLater
    const [only] = await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 })
    expect([only?.source, only?.side, (await page.call('attempts.verdicts', { attempt: attempt.id })).find(({ of }) => of === 'unknown-method')?.outcome]).toEqual(['outside', 'server', 'met'])
  })

  it('leaving and coming back resumes exactly there', async () => {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    await page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })
    await page.call('attempts.go', { attempt: attempt.id, step: 'letter-case' })
    await page.call('hints.take', { attempt: attempt.id, step: 'letter-case' })
    await page.call('answers.give', { attempt: attempt.id, question: 'what-it-told', value: 'not-implemented' })
    const before = await page.call('attempts.open', { lab: 'reproduce-501' })
    page.close()
    await core[Symbol.asyncDispose]()
    await open()
    const after = await page.call('attempts.open', { lab: 'reproduce-501' })
    expect({ ...after, entries: [] }).toEqual({ ...before, entries: [] })
    expect([after.attempt.step, after.hints.length, after.answers.length, after.exchanges.length]).toEqual(['letter-case', 1, 1, 2])
    const [first] = await page.call('labs.list', {})
    expect(first?.progress).toMatchObject({ state: 'open', at: 'Write GET small' })
  })

  it('what undici refuses comes back as a phrase; literal bytes go through', async () => {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    const refused = await page.call('requests.send', { attempt: attempt.id, draft: { ...FROBNICATE, method: 'CONNECT' } })
    expect([refused.exchanges, refused.failure?.id]).toEqual([[], 'failure.unsendable'])
    const sent = await page.call('requests.send', { attempt: attempt.id, draft: { kind: 'raw', bytes: toBase64(bytesFromRawText('CONNECT localhost:1 HTTP/1.1\nHost: localhost\n\n')) } })
    expect(sent.exchanges).toHaveLength(1)
  })

  it('a second app on the same data folder is turned away, and the first goes on', async () => {
    const second = openCore({ dataFolder: folder, packFolders: [LABS], entry: 'tests', version: '0', log: () => undefined, simulatorPort: 0 })
    await expect(second).rejects.toThrow(`Another Lab 501 is running on this data folder: ${folder}. Close it first, or name another data folder with --data DIR.`)
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    expect((await page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })).exchanges).toHaveLength(1)
  })

  it('another lab closes the topology of the one before; its attempt is not open any more', async () => {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    await page.call('attempts.open', { lab: '501-or-405' })
    await expect(page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })).rejects.toMatchObject({ code: 'not-found', message: 'this attempt is not open; open its lab again' })
  })

  it('a lab that is not there is said so, with those that are', async () => {
    await expect(page.call('attempts.open', { lab: 'nope' })).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('there is no lab "nope"; there are: reproduce-501, 501-or-405, 501-or-500') as string })
  })

  it('beginning anew keeps the old attempt and starts from nothing', async () => {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    await page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })
    const anew = await page.call('attempts.restart', { lab: 'reproduce-501' })
    expect([anew.attempt.id === attempt.id, anew.exchanges, anew.verdicts.some(({ outcome }) => outcome !== 'not-yet')]).toEqual([false, [], false])
  })

  it('the exported capture can be read back and holds the same exchanges', async () => {
    const { attempt } = await page.call('attempts.open', { lab: 'reproduce-501' })
    await page.call('requests.send', { attempt: attempt.id, draft: FROBNICATE })
    const { name, text } = await page.call('captures.export', { attempt: attempt.id })
    expect([name, readCaptureFile(text, name)]).toEqual(['reproduce-501.lab501.json', await page.call('exchanges.list', { attempt: attempt.id, afterSeq: 0 })])
  })
})

