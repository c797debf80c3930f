// A result as a learner hands it in, read again: what is in it, what is graded anew, and what is refused.
import { describe, expect, it } from 'vitest'
import { openBytes } from '../../../electron/core/packs/archive/open-archive.ts'
import { writeZip } from '../../../electron/core/packs/archive/write-zip.ts'
import { readZip } from '../../../electron/core/packs/archive/zip-layout.ts'
import { unpackEntry } from '../../../electron/core/packs/archive/unpack-entry.ts'
import { sha256 } from '../../../electron/core/packs/archive/manifest.ts'
import { readResult } from '../../../electron/core/results/read-result.ts'
import { BOUNDS, writeResult } from '../../../electron/core/results/result-file.ts'
import { resultOffers } from '../../../electron/core/results/make-result.ts'
import { beforeFirst, hashOfLine, readChain, writeLine } from '../../../electron/core/store/attempt-log.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import type { ResultSheet, ResultVerdict } from '../../../electron/model/result.ts'
import { temporaryFolder } from '../store/records.ts'
import { handIn, LAB, LABS, newKey, resultOf, work } from './workshop.ts'

const key = newKey()
const made = await resultOf({ send: ['PUT', 'BREW'], answers: { guess: 'no', why: 'nobody' }, hints: 1 }, { key })

/** @returns the parts of a result, unpacked. */
function partsOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const zip = readZip(bytes)
  if ('fault' in zip) throw new Error(zip.fault.what)
  return new Map(zip.entries.map(entry => {
    const unpacked = unpackEntry(entry)
    return [entry.name, 'bytes' in unpacked ? unpacked.bytes : new Uint8Array()]
  }))
}

/** The result signed once more after a change, as its own maker could. */
function forged(change: (sheet: ResultSheet, parts: Map<string, Uint8Array>) => ResultSheet): Uint8Array {
  const parts = partsOf(made.bytes)
  const sheet = JSON.parse(Buffer.from(parts.get('result.json') ?? []).toString()) as ResultSheet
  for (const name of ['result.json', 'signature.json']) parts.delete(name)
  const changed = change(sheet, parts)
  const files = [...parts].map(([path, bytes]) => ({ path, octets: bytes.length, sha256: sha256(bytes) }))
  return writeResult({ ...changed, files }, parts, key.privateKey)
}

const refusalOf = (bytes: Uint8Array) => {
  const read = readResult(bytes, LABS)
  return 'refusal' in read ? read.refusal : 'taken'
}
const attemptOf = ({ attempts: [attempt] }: ResultSheet) => {
  if (!attempt) throw new Error('no attempt')
  return attempt
}
const withAttempt = (sheet: ResultSheet, change: object): ResultSheet => ({ ...sheet, attempts: [{ ...attemptOf(sheet), ...change }] })
const withVerdicts = (sheet: ResultSheet, change: (verdict: ResultVerdict) => object): ResultSheet => withAttempt(sheet, { verdicts: attemptOf(sheet).verdicts.map(verdict => ({ ...verdict, ...change(verdict) })) })
/** With other words in the part that is signed; whether they can be read is looked at first. */
const reworded = (from: RegExp, to: string) => {
  const parts = partsOf(made.bytes)
  parts.set('result.json', Buffer.from(text(parts, 'result.json').replace(from, to)))
  return writeZip(parts)
}
const text = (parts: Map<string, Uint8Array>, path: string) => Buffer.from(parts.get(path) ?? []).toString()

describe('a result', () => {
  it('is graded anew from what it carries, by the ordinary grader', () => {
    const read = readResult(made.bytes, LABS)
    if ('refusal' in read) throw new Error(read.refusal)
    const [attempt] = read.attempts
    expect([read.key, read.sheet.learner]).toEqual([key.key, { name: 'Alice' }])
    expect(attempt?.claimed).toBeUndefined()
    expect(attempt?.regraded?.map(({ of, outcome, earned }) => `${of} ${outcome} ${earned}`)).toEqual(['guess met 0', 'brewed met 3', 'known missed 0', 'why met 1'])
    expect(attempt?.told.hints).toHaveLength(1)
  })

  it('holds nothing but what its report shows', () => {
    expect([...partsOf(made.bytes).keys()].sort()).toEqual(['captures/1.json', 'logs/1.jsonl', 'result.json', 'signature.json'])
    expect(made.report.parts.map(({ path }) => path)).toEqual(['result.json', 'logs/1.jsonl', 'captures/1.json'])
    expect(made.report.sheet).toBe(text(partsOf(made.bytes), 'result.json'))
    expect(made.report).toMatchObject({ name: 'Alice', key: key.key, octets: made.bytes.length, leftCaptures: [], attempts: [{ earned: 4, points: 6, entries: 6, opened: 0 }] })
    expect(made.report.attempts[0]?.verdicts.map(({ of, answer }) => `${of} ${answer ?? '-'}`)).toEqual(['guess no', 'brewed -', 'known -', 'why nobody'])
    expect(made.name).toBe('Alice.lab501-result')
  })

  it('is no pack, and a pack is no result', () => {
    expect(openBytes(made.bytes, 'x')).toHaveProperty('fault')
    expect(refusalOf(writeZip(new Map([['manifest.json', Buffer.from('{}')]])))).toBe('the part result.json is missing: this is no result')
  })

  it('without captures says what is claimed, and carries no octet of them', async () => {
    const bare = await resultOf({ send: ['BREW'], fields: [['X-Tea', 'earl-grey-and-more']] }, { carriesCaptures: false })
    expect(Buffer.from(bare.bytes).includes('captures/')).toBe(false)
    const read = readResult(bare.bytes, LABS)
    expect('attempts' in read && read.attempts.map(({ claimed }) => claimed)).toEqual(['no-capture'])
  })

  it('carries no secret; what rests on one is withheld and stays claimed', async () => {
    const secret = Buffer.from('alice:correct-horse').toString('base64')
    const { bytes, report } = await resultOf({ send: ['GET', 'BREW'], fields: [['Authorization', `Basic ${secret}`]] }, { key })
    const capture = text(partsOf(bytes), 'captures/1.json')
    const octets = (JSON.parse(capture) as { exchanges: { request: string }[] }).exchanges.map(({ request }) => Buffer.from(request, 'base64').toString('latin1')).join('')
    expect(octets).toContain('Authorization:')
    expect(octets).not.toContain(secret)
    expect(report.attempts[0]?.redacted).toEqual([expect.objectContaining({ place: 'field', name: 'Authorization' })])
    const read = readResult(bytes, LABS)
    if ('refusal' in read) throw new Error(read.refusal)
    const outcomes = (verdicts: readonly { of: string; outcome: string }[] = []) => verdicts.map(({ of, outcome }) => `${of} ${outcome}`)
    const [attempt] = read.attempts
    expect(outcomes(attempt?.attempt.verdicts)).toEqual(expect.arrayContaining(['brewed met', 'known met']))
    expect(outcomes(attempt?.regraded)).toEqual(expect.arrayContaining(['brewed met', 'known missed']))
    expect([attempt?.withheld, attempt?.attempt.verdicts.find(({ withheld }) => withheld)?.of, attempt?.claimed]).toEqual([1, 'known', undefined])
  })

  it('of a lab that is not here, or here in another version, is taken as claimed', () => {
    const claimed = (labs: ReadonlyMap<string, typeof LAB>) => {
      const read = readResult(made.bytes, labs)
      return 'attempts' in read && read.attempts[0]?.claimed
    }
    expect(claimed(new Map())).toBe('unknown-lab')
    expect(claimed(new Map([['brew', { ...LAB, pack: { ...LAB.pack, id: 'other' } }]]))).toBe('unknown-lab')
    expect(claimed(new Map([['brew', { ...LAB, pack: { ...LAB.pack, version: '2.0.0' } }]]))).toBe('other-version')
  })

  it('offers what was worked at, the latest of each lab first to be chosen', async () => {
    using store = openStore(temporaryFolder())
    const [first, second] = [await work(store, { send: ['BREW'] }), await work(store, { send: ['PUT'] })]
    store.beginAttempt({ lab: 'brew', packVersion: '1.0.0', step: 'one', startedWallMs: 1 })
    store.beginAttempt({ lab: '@playground', packVersion: '1.0.0', step: 'free', startedWallMs: 1 })
    expect(resultOffers({ store, labs: [LAB] })).toMatchObject([{ attempt: second, isLatest: true, met: 0 }, { attempt: first, isLatest: false, met: 1, title: 'Brew' }])
    expect(() => handIn(store, ['nobody'])).toThrow('not there any more')
  })
})

describe('a result that is not as it was made', () => {
  it.each([
    ['verdicts that do not follow from the capture', forged((sheet, parts) => {
      const capture = JSON.parse(text(parts, 'captures/1.json')) as { exchanges: unknown[] }
      parts.set('captures/1.json', Buffer.from(JSON.stringify({ ...capture, exchanges: [] })))
      const { capture: carried, verdicts } = attemptOf(sheet)
      return withAttempt(sheet, { capture: carried && { ...carried, exchanges: 0 }, verdicts: verdicts.map(verdict => ({ ...verdict, evidence: [] })) })
    }), /its verdict on "guess" does not follow from its capture/],
    ['points that the log does not know', forged(sheet => withAttempt(sheet, { verdicts: attemptOf(sheet).verdicts.map(verdict => ({ ...verdict, outcome: 'met', earned: verdict.points })) })), /its verdict on "known" is not the one in its log/],
    ['other bytes than those that its verdicts rest on', forged((sheet, parts) => {
      const capture = JSON.parse(text(parts, 'captures/1.json')) as { exchanges: { request: string; response: string }[] }
      parts.set('captures/1.json', Buffer.from(JSON.stringify({ ...capture, exchanges: capture.exchanges.map(one => ({ ...one, request: Buffer.from(`${Buffer.from(one.request, 'base64').toString('latin1')} `).toString('base64'), response: one.request })) })))
      return sheet
    }), /the bytes of x\d+ are not those/],
    ['a log without its last line', forged((sheet, parts) => {
      parts.set('logs/1.jsonl', Buffer.from(text(parts, 'logs/1.jsonl').replace(/[^\n]*\n$/, '')))
      return withAttempt(sheet, { log: { ...attemptOf(sheet).log, lines: attemptOf(sheet).log.lines - 1 } })
    }), /its log is broken at line/],
    ['the id of another attempt', forged(sheet => withAttempt(sheet, { id: 'of-bob' })), /its log is broken at line 1/],
    ['another lab', forged(sheet => withAttempt(sheet, { lab: 'other' })), /its log is of another lab/],
    ['a capture of another attempt', forged((sheet, parts) => {
      parts.set('captures/1.json', Buffer.from(text(parts, 'captures/1.json').replace(attemptOf(sheet).id, 'of-bob')))
      return sheet
    }), /its capture is of another attempt/],
    ['a capture that is none', forged((sheet, parts) => {
      parts.set('captures/1.json', Buffer.from('tea'))
      return sheet
    }), /captures\/1\.json:1:1: this line is not JSON/],
    ['a part that nobody named', forged((sheet, parts) => {
      parts.set('more.json', Buffer.from('{}'))
      return sheet
    }), /"more\.json" is missing, or nothing refers to it/],
    ['one attempt twice', forged(sheet => ({ ...sheet, attempts: [attemptOf(sheet), attemptOf(sheet)] })), /stands in it twice/],
    ['what was missed called optional', forged(sheet => withVerdicts(sheet, ({ outcome }) => ({ optional: outcome !== 'met' }))), /its verdict on "guess" does not count as that lab says/],
    ['no points for what was missed', forged(sheet => withVerdicts(sheet, ({ earned }) => ({ points: earned }))), /its verdict on "known" does not count as that lab says/],
    ['another weight', forged(sheet => withVerdicts(sheet, () => ({ weight: 9 }))), /its verdict on "guess" does not count as that lab says/],
    ['another step', forged(sheet => withVerdicts(sheet, () => ({ step: 'elsewhere' }))), /its verdict on "guess" does not count as that lab says/],
    ['another kind', forged(sheet => withVerdicts(sheet, () => ({ kind: 'question' }))), /its verdict on "guess" does not count as that lab says/],
    ['what was missed called optional, and no capture', forged((sheet, parts) => {
      parts.delete('captures/1.json')
      const bare = attemptOf(withVerdicts(sheet, () => ({ optional: true })))
      return { ...sheet, attempts: [{ ...bare, capture: undefined }] }
    }), /its verdict on "brewed" does not count as that lab says/],
    ['what was missed left out, and no capture', forged((sheet, parts) => {
      parts.delete('captures/1.json')
      const bare = attemptOf(sheet)
      return { ...sheet, attempts: [{ ...bare, capture: undefined, verdicts: bare.verdicts.filter(({ outcome }) => outcome === 'met') }] }
    }), /its verdict on "known" does not count as that lab says/],
    ['one verdict twice', forged(sheet => withAttempt(sheet, { verdicts: [...attemptOf(sheet).verdicts, ...attemptOf(sheet).verdicts.filter(({ of }) => of === 'brewed')] })), /"brewed" stands in it twice/],
    ['a moment that no calendar has', reworded(/("startedWallMs": )\d+/, '$11e+300'), /result\.json is not that of a result \(attempts\.0\.startedWallMs\)/],
    ['more points earned than there are', reworded(/("earned": )3/, '$14'), /result\.json is not that of a result \(attempts\.0\.verdicts\.1\)/],
    ['more points than add up', reworded(/("points": )3/, '$19000000000000000'), /result\.json is not that of a result \(attempts\.0\.verdicts\.1\.points\)/],
    ['what a terminal would obey in the place of a way', reworded(/("of": ")brewed/, '$1\\u001b[2J'), /result\.json is not that of a result \(attempts\.0\.verdicts\.1\.of\)/],
    ['a log of no day', forged((sheet, parts) => {
      const { log, id } = attemptOf(sheet)
      const chain = readChain(id, text(parts, log.path).trimEnd().split('\n'))
      let before = beforeFirst(id)
      const lines = ('entries' in chain ? chain.entries : []).map((entry, at) => {
        const line = writeLine({ nth: at + 1, before, entry: { ...entry, at: 1e300 } })
        before = hashOfLine(line)
        return line
      })
      parts.set(log.path, Buffer.from(lines.map(line => `${line}\n`).join('')))
      return withAttempt(sheet, { log: { ...log, head: before } })
    }), /its log is broken at line 1/],
    ['a log that is longer than any', forged((sheet, parts) => {
      parts.set('logs/1.jsonl', Buffer.alloc(BOUNDS.log + 1, 'x'))
      return sheet
    }), /logs\/1\.jsonl: it is longer than 4194304 octets/],
    ['a name of two lines', (() => {
      const parts = partsOf(made.bytes)
      parts.set('result.json', Buffer.from(text(parts, 'result.json').replace('"Alice"', '"Alice\\nBob"')))
      return writeZip(parts)
    })(), /result\.json is not that of a result \(learner\.name\)/],
    ['another form of the same', (() => {
      const parts = partsOf(made.bytes)
      parts.set('result.json', Buffer.from(JSON.stringify(JSON.parse(text(parts, 'result.json')))))
      return writeZip(parts)
    })(), /not written as Lab 501 writes it/],
    ['a later format', (() => {
      const parts = partsOf(made.bytes)
      parts.set('result.json', Buffer.from('{"format": 2}'))
      return writeZip(parts)
    })(), /its format is 2, and this Lab 501 knows 1; take a newer/],
    ['somebody else\'s name', (() => {
      const parts = partsOf(made.bytes)
      parts.set('result.json', Buffer.from(text(parts, 'result.json').replace('"Alice"', '"Mallo"')))
      return writeZip(parts)
    })(), /the signature does not fit/],
    ['a bomb', writeZip(new Map([['result.json', Buffer.alloc(1_000_000, ' ')]])), /would unpack to more than 100 times its size/],
    ['more octets than any result', new Uint8Array(BOUNDS.file + 1), /longer than 33554432 octets/],
    ['nothing', new Uint8Array(), /this is no archive/],
  ])('with %s is refused', (_what, bytes, why) => {
    expect(refusalOf(bytes)).toMatch(why)
  })

  it('in any one bit is refused, or holds the same', () => {
    const { bytes } = made
    let refused = 0
    // Each octet would take the grader as many times as there are octets.
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << at % 8)
      const read = readResult(damaged, new Map())
      if ('refusal' in read) refused += 1
      else expect(read.sheet, `octet ${at}`).toMatchObject({ learner: { name: 'Alice' }, attempts: [{ log: { head: hashOfLine(read.attempts[0]?.lines.at(-1) ?? '') } }] })
    }
    expect(refused).toBeGreaterThan(bytes.length / 3 * 0.8)
  })

  it('that was cut off anywhere is refused', () => {
    for (let length = 0; length < made.bytes.length; length += 7) expect(refusalOf(made.bytes.subarray(0, length)), `at ${length}`).not.toBe('taken')
  })
})
