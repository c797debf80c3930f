// What alice saves in these specs: records with telling bytes, and folders that are gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import type { ExchangeRecord } from '../../../electron/model/exchange.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'

export const START = { lab: 'unknown-method', packVersion: '1.0.0', step: 'first', startedWallMs: 1_767_000_000_000.25 } as const

/** @returns a folder that is removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** @returns a record whose bytes say its number, with octets that are no UTF-8. */
export function recordNo(seq: number, size = 40): ExchangeRecord {
  const request = new Uint8Array(size).fill(seq % 256)
  request.set([0, 255, 254, 13, 10])
  return {
    seq,
    trace: `t${seq}`,
    hop: 'client-shop',
    side: 'server',
    source: 'outside',
    connection: { id: 'c1', clientPort: 40_000, serverPort: 8501, nth: seq },
    timing: { startedWallMs: 1_767_000_000_000 + seq, firstByteMs: 0.5, lastByteMs: 1.5 },
    ending: 'kept-open',
    ruling: { status: 501, check: 'method-implemented', passed: false, because: phrase('decision.method-implemented-nowhere', { method: 'BREW' }), section: 'RFC 9110 §9.1', method: 'BREW', target: '/pot' },
    dropped: { request: 0, response: 12 },
    request,
    response: new Uint8Array(),
  }
}

/** Saves records as versions 1 to 3 of the file did, a row for each. */
export function addRows(db: DatabaseSync, attempt: string, records: readonly ExchangeRecord[]): void {
  const insert = db.prepare('insert into exchanges (attempt, seq, envelope, request, response) values (?, ?, ?, ?, ?)')
  for (const { seq, request, response, ...envelope } of records) insert.run(attempt, seq, JSON.stringify(envelope), request, response)
}

/** @returns a verdict of the expectation `of`. */
export function verdictOn(of: string, outcome: Verdict['outcome']): Verdict {
  return {
    of, kind: 'expectation', step: 'first', says: `${of} holds`, outcome, points: 2, earned: outcome === 'met' ? 2 : 0, optional: false,
    seen: phrase('verdict.status', { status: 501 }), evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }],
  }
}
