// A result of somebody's, verified and graded anew. It is hostile until read; the first thing that is wrong is the reason why it is refused.
import { createHash } from 'node:crypto'
import { toldBy, type Told } from '../../model/attempt-log.ts'
import { seedOf } from '../../model/attempt.ts'
import type { ExchangeRecord } from '../../model/exchange.ts'
import { hasSeeds } from '../../model/blanks.ts'
import type { Lab } from '../../model/lab.ts'
import { refusalIn } from '../../model/refusals-en.ts'
import type { ResultAttempt, ResultSheet } from '../../model/result.ts'
import type { Verdict } from '../../model/verdict.ts'
import { atOnce, type Steps } from '../turns/in-turns.ts'
import { NotACapture, readCaptureAny } from '../captures/read-capture.ts'
import { readChain } from '../store/attempt-log.ts'
import { isAskedAlike, isSameVerdict, regrade, regrading } from './regrade.ts'
import { BOUNDS, openResult, type OpenResult } from './result-file.ts'

/** Why the verdicts of an attempt are only claimed. */
export type Claimed = 'no-capture' | 'unknown-lab' | 'other-version'

export interface ReadAttempt {
  readonly attempt: ResultAttempt
  readonly told: Told
  /** The lab that it is an attempt at, when it is here in this version. */
  readonly lab?: Lab
  readonly claimed?: Claimed
  /** Of the grader here, when it was graded anew; with the texts of the pack that is here. */
  readonly regraded?: readonly Verdict[]
  /** How many verdicts rest on what was redacted, and so count as they are claimed. */
  readonly withheld: number
  readonly lines: readonly string[]
  /** Without secrets; read again from the file each time that it is asked for. */
  readonly records: () => readonly ExchangeRecord[]
}

export interface ReadResult { readonly sheet: ResultSheet; readonly key: string; readonly attempts: readonly ReadAttempt[] }

/** @param labs what is here, by id @returns the result, or in words why it is refused */
export function readResult(bytes: Uint8Array, labs: ReadonlyMap<string, Lab>): ReadResult | { refusal: string } {
  return atOnce(readingResult(bytes, labs))
}

/** `readResult`, in steps: a long one must not hold up what else is done meanwhile. */
export function* readingResult(bytes: Uint8Array, labs: ReadonlyMap<string, Lab>): Steps<ReadResult | { refusal: string }> {
  const opened = openResult(bytes)
  if ('refusal' in opened) return opened
  const attempts: ReadAttempt[] = []
  for (const attempt of opened.sheet.attempts) {
    yield
    const read = yield* readingAttempt(opened, attempt, labs.get(attempt.lab))
    if ('refusal' in read) return { refusal: refusalIn('attempt', { title: attempt.title, refusal: read.refusal }) }
    attempts.push(read)
  }
  return { sheet: opened.sheet, key: opened.key, attempts }
}

/** Form, signature and histories, and nothing graded: what a collector asks before it says that it has it. @returns the result, or in words why it is refused */
export function verifyResult(bytes: Uint8Array): OpenResult | { refusal: string } {
  const opened = openResult(bytes)
  if ('refusal' in opened) return opened
  for (const attempt of opened.sheet.attempts) {
    const capture = attempt.capture && opened.part(attempt.capture.path, BOUNDS.capture)
    const read = capture && 'refusal' in capture ? capture : readLog(opened, attempt)
    if ('refusal' in read) return { refusal: refusalIn('attempt', { title: attempt.title, refusal: read.refusal }) }
  }
  return opened
}

function* readingAttempt(opened: OpenResult, attempt: ResultAttempt, known: Lab | undefined): Steps<ReadAttempt | { refusal: string }> {
  const logged = readLog(opened, attempt)
  if ('refusal' in logged) return logged
  const { told, lines } = logged
  const lab = known?.pack.id === attempt.pack.id ? known : undefined
  const claimed: Claimed | undefined = !attempt.capture ? 'no-capture' : !lab ? 'unknown-lab' : lab.pack.version !== attempt.pack.version ? 'other-version' : undefined
  const records = () => {
    const carried = readRecords(opened, attempt)
    return 'refusal' in carried ? [] : carried.records
  }
  const isHere = lab !== undefined && lab.pack.version === attempt.pack.version
  const base = { attempt, told, lines, withheld: attempt.verdicts.filter(({ withheld }) => withheld).length, ...(lab && { lab }), records }
  if (!attempt.capture) {
    const odd = isHere ? oddVerdict(attempt, regrade(lab, seedOf(attempt), [], { answers: [], events: [] })) : undefined
    return odd === undefined ? { ...base, claimed: 'no-capture' } : { refusal: odd }
  }
  yield
  const carried = readRecords(opened, attempt)
  if ('refusal' in carried) return carried
  yield
  const forged = forgedEvidence(attempt, carried.records)
  if (forged !== undefined) return { refusal: forged }
  if (claimed !== undefined || !lab) return { ...base, ...(claimed && { claimed }) }
  const regraded = yield* regrading(lab, seedOf(attempt), carried.records, told)
  const other = regraded.find(verdict => {
    const claim = attempt.verdicts.find(({ of }) => of === verdict.of)
    return claim?.withheld !== true && !isSameVerdict(verdict, claim)
  })
  if (other) return { refusal: refusalIn(hasSeeds(lab) ? 'verdict-own' : 'verdict', { of: other.of }) }
  const odd = oddVerdict(attempt, regraded)
  return odd === undefined ? { ...base, regraded } : { refusal: odd }
}

/** Points and what is required are the lab's to say, and not those of whoever hands in. @returns what is wrong */
function oddVerdict({ verdicts }: ResultAttempt, asked: readonly Verdict[]): string | undefined {
  const claims = new Map(verdicts.map(verdict => [verdict.of, verdict]))
  const other = asked.find(verdict => !isAskedAlike(verdict, claims.get(verdict.of)))
  if (other) return refusalIn('verdict-counts', { of: other.of })
  const known = new Set(asked.map(({ of }) => of))
  const stranger = verdicts.find(({ of }) => !known.has(of))
  return stranger && refusalIn('verdict-strange', { of: stranger.of.slice(0, 80) })
}

function readLog(opened: OpenResult, attempt: ResultAttempt): { told: Told; lines: string[] } | { refusal: string } {
  const { lab, log, verdicts } = attempt
  const part = opened.part(log.path, BOUNDS.log)
  if ('refusal' in part) return part
  const lines = Buffer.from(part.bytes).toString('utf8').split('\n')
  if (lines.pop() !== '' || lines.length !== log.lines) return { refusal: refusalIn('log-lines', { count: log.lines }) }
  const chain = readChain(seedOf(attempt), lines, log.head)
  if ('brokenAt' in chain) return { refusal: refusalIn('log-broken', { line: chain.brokenAt }) }
  const [first] = chain.entries
  if ((first?.kind !== 'began' && first?.kind !== 'adopted') || first.lab !== lab) return { refusal: refusalIn('log-other') }
  const told = toldBy(chain.entries)
  const other = verdicts.find(({ of, outcome, earned }) => !isSameVerdict({ outcome, earned }, told.verdicts.get(of) ?? { outcome: 'not-yet', earned: 0 }))
  return other ? { refusal: refusalIn('verdict-log', { of: other.of.slice(0, 80) }) } : { told, lines }
}

function readRecords(opened: OpenResult, attempt: ResultAttempt): { records: ExchangeRecord[] } | { refusal: string } {
  const { lab, capture } = attempt
  if (!capture) return { records: [] }
  const part = opened.part(capture.path, BOUNDS.capture)
  if ('refusal' in part) return part
  try {
    const read = readCaptureAny(Buffer.from(part.bytes), capture.path)
    if (read.attempt !== seedOf(attempt) || read.lab !== lab) return { refusal: refusalIn('capture-other') }
    return read.records.length === capture.exchanges ? { records: read.records } : { refusal: refusalIn('capture-less') }
  } catch (error) {
    if (error instanceof NotACapture) return { refusal: error.message }
    throw error
  }
}

/** The bytes that a verdict rests on are those of the log, wherever nothing was redacted. @returns what is wrong */
function forgedEvidence({ capture, verdicts }: ResultAttempt, records: readonly ExchangeRecord[]): string | undefined {
  if (!capture || capture.redacted.length > 0) return undefined
  const bySeq = new Map(records.map(record => [record.seq, record]))
  for (const { evidence } of verdicts) {
    for (const { exchange, side, sha256 } of evidence) {
      const record = bySeq.get(Number(exchange.slice(1)))
      if (!record || createHash('sha256').update(record[side]).digest('hex') !== sha256) return refusalIn('evidence', { exchange })
    }
  }
  return undefined
}
