// What a collector asks of each result is asked of a made-up one beforehand, until the runtime has compiled it: when a whole room sends at once, nobody waits for that.
import { generateKeyPairSync } from 'node:crypto'
import type { LogEntry } from '../../model/attempt-log.ts'
import type { ResultSheet } from '../../model/result.ts'
import { inTurns, type Steps } from '../turns/in-turns.ts'
import { sha256 } from '../packs/archive/manifest.ts'
import { verifyResult } from '../results/read-result.ts'
import { writeResult } from '../results/result-file.ts'
import { beforeFirst, hashOfLine, writeLine } from '../store/attempt-log.ts'

/** Measured: from then on one result takes a fifth of the first ones', and more of it gains little. */
const TIMES = 400
const ATTEMPT = 'warm-up'
const CAPTURE_OCTETS = 8_192

let warm: Promise<void> | undefined

/** Once for the process that it runs in, beside what else it does; it takes half a second of a processor. */
export function warmUp(): Promise<void> {
  return warm ??= inTurns(warmingUp(TIMES))
}

function* warmingUp(times: number): Steps<void> {
  const bytes = madeUpResult()
  for (let nth = 0; nth < times; nth += 1) {
    verifyResult(bytes)
    yield
  }
}

/** @returns a result with a part of each kind, signed by a key that nobody has. */
export function madeUpResult(): Uint8Array {
  const digest = sha256(Buffer.from(ATTEMPT))
  const evidence = (['request', 'response'] as const).map(side => ({ exchange: 'x1', side, sha256: digest }))
  const verdicts = Array.from({ length: 4 }, (_, nth) => ({ of: `e${nth}`, outcome: 'met' as const, earned: 1, evidence }))
  const lines = linesOf([
    { kind: 'began', at: 0, lab: ATTEMPT, packVersion: '1' }, { kind: 'opened', at: 0, packVersion: '1' }, { kind: 'hint', at: 0, step: 's', nth: 1 },
    { kind: 'answered', at: 0, question: 'q', value: 'a', afterSeq: 0 }, { kind: 'judged', at: 0, packVersion: '1', verdicts }, { kind: 'finished', at: 0 },
  ])
  const parts = new Map([
    ['logs/1.jsonl', Buffer.from(lines.map(line => `${line}\n`).join(''))],
    ['captures/1.json', Buffer.from(JSON.stringify(Array.from({ length: CAPTURE_OCTETS / 32 }, (_, nth) => ({ nth, digest: digest.slice(nth % 32) }))))],
  ])
  const sheet: ResultSheet = {
    format: 1, madeBy: 'Lab 501', madeWallMs: 0, learner: { name: 'Nobody' },
    attempts: [{
      id: ATTEMPT, lab: ATTEMPT, title: 'Warm-up', pack: { id: '', version: '1' }, startedWallMs: 0,
      log: { path: 'logs/1.jsonl', lines: lines.length, head: hashOfLine(lines.at(-1) ?? '') }, capture: { path: 'captures/1.json', exchanges: 0, redacted: [] },
      verdicts: verdicts.map(verdict => ({ ...verdict, kind: 'expectation', step: 's', points: 1, optional: false })),
    }],
    files: [...parts].map(([path, bytes]) => ({ path, octets: bytes.length, sha256: sha256(bytes) })),
  }
  return writeResult(sheet, parts, generateKeyPairSync('ed25519').privateKey)
}

function linesOf(entries: readonly LogEntry[]): string[] {
  let before = beforeFirst(ATTEMPT)
  return entries.map((entry, at) => {
    const line = writeLine({ nth: at + 1, before, entry })
    before = hashOfLine(line)
    return line
  })
}
