// A result of what the store holds: only what the learner chose, without secrets, and what is in it told beforehand.
import type { KeyObject } from 'node:crypto'
import { toldBy, type LogEntry } from '../../model/attempt-log.ts'
import { seedOf, type Attempt } from '../../model/attempt.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { costOfHints, viewOfLab, type Lab } from '../../model/lab.ts'
import type { ReportedAttempt, ResultAttempt, ResultChoice, ResultOffer, ResultReport, ResultSheet } from '../../model/result.ts'
import { tally, type Verdict } from '../../model/verdict.ts'
import { writingCaptureFile } from '../captures/capture-file.ts'
import type { Steps } from '../turns/in-turns.ts'
import { redacting } from '../captures/redact/redact.ts'
import { LIMITS } from '../packs/archive/limits.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { allRecords } from '../store/all-records.ts'
import { hashOfLine, readChain } from '../store/attempt-log.ts'
import { evidenceDigests } from '../store/log-entries.ts'
import type { Store } from '../store/store.ts'
import { isSameVerdict, regrade } from './regrade.ts'
import { BOUNDS, openResult, SHEET, writeResult, writeSheet } from './result-file.ts'

/** What stands in the way of a result; the message says it, and the mend. */
export class NoResult extends Error {}

/** Of many right options the id is all of theirs. */
const LONGEST_NEAR = 200
/** Octets that are left for captures once everything else has its place. */
const ROOM_FOR_CAPTURES = LIMITS.unpacked - 16 * 1_048_576

export interface Making {
  readonly store: Store
  readonly labs: readonly Lab[]
  readonly madeBy: string
  readonly madeWallMs: number
  readonly key: { readonly privateKey: KeyObject; readonly key: string }
}

export interface MadeResult { readonly name: string; readonly bytes: Uint8Array; readonly report: ResultReport }

/** @returns every attempt at a lab in which something was done, the latest first. */
export function resultOffers({ store, labs }: Pick<Making, 'store' | 'labs'>): ResultOffer[] {
  const latest = new Set<string>()
  return store.attempts().reverse().flatMap(attempt => {
    if (attempt.lab.startsWith('@')) return []
    const verdicts = store.verdicts(attempt.id)
    const isUntouched = verdicts.every(({ outcome }) => outcome === 'not-yet') && store.lastSeq(attempt.id) === 0 && store.hints(attempt.id).length === 0
    if (isUntouched) return []
    const lab = labs.find(({ id }) => id === attempt.lab)
    const { met, required, earned, points } = tally(verdicts, costIn(lab, store.hints(attempt.id)))
    const isLatest = !latest.has(attempt.lab)
    latest.add(attempt.lab)
    return [{ attempt: attempt.id, lab: attempt.lab, title: lab?.title ?? attempt.lab, packTitle: lab?.pack.title ?? '', startedWallMs: attempt.startedWallMs, isLatest, met, required, earned, points }]
  })
}

/** @returns the file and what is in it, in steps. @throws NoResult */
export function* makingResult(making: Making, choice: ResultChoice): Steps<MadeResult> {
  const { madeBy, madeWallMs, key } = making
  const parts = new Map<string, Uint8Array>()
  const leftCaptures: string[] = []
  let room = ROOM_FOR_CAPTURES
  const made: { attempt: ResultAttempt; reported: ReportedAttempt }[] = []
  for (const id of new Set(choice.attempts)) {
    const attempt = making.store.attempt(id)
    if (!attempt || attempt.lab.startsWith('@')) throw new NoResult('one of these attempts is not there any more; choose again')
    const one = yield* partsOf(making, attempt, made.length + 1, choice.carriesCaptures ? room : 0)
    room -= one.capture?.bytes.length ?? 0
    if (choice.carriesCaptures && !one.capture) leftCaptures.push(one.attempt.title)
    parts.set(one.attempt.log.path, one.log)
    if (one.capture && one.attempt.capture) parts.set(one.attempt.capture.path, one.capture.bytes)
    made.push(one)
    yield
  }
  const files = [...parts].map(([path, bytes]) => ({ path, octets: bytes.length, sha256: sha256(bytes) }))
  const sheet: ResultSheet = { format: 1, madeBy, madeWallMs, learner: { name: choice.name }, attempts: made.map(({ attempt }) => attempt), files }
  const bytes = writeResult(sheet, parts, key.privateKey)
  // What whoever opens it would be told is told now.
  const opened = openResult(bytes)
  if ('refusal' in opened) throw new NoResult(`this is too much for one file (${opened.refusal}); choose fewer attempts, or leave the captures out`)
  const text = Buffer.from(writeSheet(opened.sheet)).toString()
  const listed = [{ path: SHEET, octets: Buffer.byteLength(text) }, ...files.map(({ path, octets }) => ({ path, octets }))]
  return {
    name: `${fileName(choice.name)}.lab501-result`, bytes,
    report: { name: choice.name, madeWallMs, madeBy, key: key.key, attempts: made.map(({ reported }) => reported), parts: listed, sheet: text, octets: bytes.length, leftCaptures },
  }
}

interface Parts { readonly attempt: ResultAttempt; readonly reported: ReportedAttempt; readonly log: Uint8Array; readonly capture?: { readonly bytes: Uint8Array } }

function* partsOf({ store, labs }: Making, attempt: Attempt, nth: number, room: number): Steps<Parts> {
  const { id, seed, lab: labId, startedWallMs, finishedWallMs, packVersion } = attempt
  const lab = labs.find(one => one.id === labId)
  const lines = store.log(id)
  const chain = readChain(seedOf(attempt), lines)
  if ('brokenAt' in chain) throw new NoResult(`the log of an attempt at "${lab?.title ?? labId}" does not read from line ${chain.brokenAt}; leave this attempt out`)
  const log = Buffer.from(lines.map(line => `${line}\n`).join(''))
  if (log.length > BOUNDS.log) throw new NoResult(`the log of an attempt at "${lab?.title ?? labId}" is longer than ${BOUNDS.log} octets; leave this attempt out`)
  const told = toldBy(chain.entries)
  const verdicts = store.verdicts(id)
  const version = verdicts[0]?.packVersion ?? packVersion
  const capture = room > 0 ? yield* captureOf(store, attempt, chain.entries, room) : undefined
  const isKnown = lab?.pack.version === version
  const again = capture && lab && isKnown ? regrade(lab, seedOf(attempt), capture.records, told) : []
  const isWithheld = (verdict: Verdict) => capture !== undefined && (isKnown ? !isSameVerdict(verdict, again.find(({ of }) => of === verdict.of)) : capture.redacted.length > 0)
  const title = lab?.title ?? labId
  const evidenced = verdicts.map(verdict => ({ verdict, evidence: evidenceDigests(store, id, verdict.evidence), withheld: isWithheld(verdict) }))
  const { earned, points, met, required } = tally(verdicts, costIn(lab, told.hints))
  const answers = new Map(told.answers.map(({ question, value }) => [question, [value].flat().join(', ')]))
  const finished = finishedWallMs === undefined ? {} : { finishedWallMs }
  return {
    log, ...(capture && { capture }),
    attempt: {
      id, ...(seed !== undefined && { seed }), lab: labId, title, pack: { id: lab?.pack.id ?? '', version }, startedWallMs, ...finished,
      log: { path: `logs/${nth}.jsonl`, lines: lines.length, head: hashOfLine(lines.at(-1) ?? '') },
      ...(capture && { capture: { path: `captures/${nth}.json`, exchanges: capture.records.length, redacted: capture.redacted } }),
      verdicts: evidenced.map(({ verdict: { of, kind, step, outcome, points: worth, earned: got, optional, weight, feedback }, evidence, withheld }) => ({
        of, kind, step, outcome, points: worth, earned: got, optional, ...(weight !== undefined && { weight }), ...(feedback && { near: feedback.id.slice(0, LONGEST_NEAR).trim() }), evidence, ...(withheld && { withheld }),
      })),
    },
    reported: {
      attempt: id, title, pack: lab?.pack.title ?? '', packVersion: version, startedWallMs, ...finished, opened: told.opened, earned, points, met, required,
      verdicts: evidenced.map(({ verdict: { of, kind, says, outcome, points: worth, earned: got, optional }, withheld }) => {
        const answer = answers.get(of)
        return { of, kind, says, outcome, points: worth, earned: got, optional, ...(answer !== undefined && { answer }), withheld }
      }),
      hints: [...told.hints], entries: lines.length, ...(capture && { exchanges: capture.records.length }), redacted: capture?.redacted ?? [],
    },
  }
}

/** @returns the capture without its secrets; undefined where it is too long. */
function* captureOf(store: Store, attempt: Attempt, entries: readonly LogEntry[], room: number) {
  const most = Math.min(room, BOUNDS.capture)
  const records: ExchangeRecord[] = []
  let octets = 0
  for (const record of allRecords(store, attempt.id)) {
    // In base64 it is longer by a third.
    octets += (record.request.length + record.response.length) * 4 / 3
    if (octets > most) return undefined
    records.push(record)
  }
  const clean = yield* redacting(records)
  const { answers, events } = toldBy(entries)
  const bytes = Buffer.from(yield* writingCaptureFile(attempt.lab, clean.records, { attempt: seedOf(attempt), answers, events }, clean.redacted))
  return bytes.length > most ? undefined : { bytes, records: clean.records, redacted: clean.redacted }
}

function costIn(lab: Lab | undefined, hints: readonly { readonly step: string; readonly nth: number }[]): number {
  return lab ? costOfHints(viewOfLab(lab).steps, hints) : 0
}

/** A name of any script as one that every system takes. */
function fileName(name: string): string {
  return name.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'result'
}
