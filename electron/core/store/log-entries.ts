// Entries of the log that are made by looking at what the store holds.
import { createHash } from 'node:crypto'
import type { EvidenceDigest, LogEntry, LoggedVerdict } from '../../model/attempt-log.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { Store } from './kept.ts'

/** So many places are enough to find the rest by; a verdict on a flood can rest on thousands. */
const MOST_EVIDENCE = 20

/** @returns how an attempt stands; undefined when there is none. The same whenever it is asked, so that two copies of one file begin the same log. */
export function standingOf(store: Store, id: string): LogEntry | undefined {
  const attempt = store.attempt(id)
  if (!attempt) return undefined
  const { lab, packVersion, startedWallMs } = attempt
  return { kind: 'adopted', at: startedWallMs, lab, packVersion, lastSeq: store.lastSeq(id), answers: store.answers(id), hints: store.hints(id), events: store.events(id), verdicts: store.verdicts(id).map(({ of, outcome, earned }) => ({ of, outcome, earned })) }
}

/** @returns the entry for those verdicts that are others than the stored ones; undefined when none is. */
export function changedVerdicts(store: Store, attempt: string, verdicts: readonly Verdict[]): LogEntry | undefined {
  const before = new Map(store.verdicts(attempt).map(verdict => [verdict.of, verdict]))
  // Nothing is new in a verdict that was never anything else.
  const isNews = ({ of, outcome, earned }: Verdict) => outcome !== (before.get(of)?.outcome ?? 'not-yet') || earned !== (before.get(of)?.earned ?? 0)
  const changed = verdicts.filter(isNews)
  const packVersion = changed[0]?.packVersion
  return changed.length === 0 ? undefined : { kind: 'judged', at: Date.now(), ...(packVersion !== undefined && { packVersion }), verdicts: changed.map(verdict => logged(store, attempt, verdict)) }
}

function logged(store: Store, attempt: string, { of, outcome, earned, evidence }: Verdict): LoggedVerdict {
  const digests = evidenceDigests(store, attempt, evidence)
  return { of, outcome, earned, ...(digests.length > 0 && { evidence: digests }) }
}

/** @returns the digest of each side of an exchange that the evidence lies in. */
export function evidenceDigests(store: Pick<Store, 'exchanges'>, attempt: string, evidence: Verdict['evidence']): EvidenceDigest[] {
  const places = new Map(evidence.slice(0, MOST_EVIDENCE).map(({ exchange, side }) => [`${exchange} ${side}`, { exchange, side }]))
  return [...places.values()].flatMap(({ exchange, side }) => {
    const seq = Number(exchange.slice(1))
    const [record] = store.exchanges(attempt, seq - 1, 1)
    return record?.seq === seq ? [{ exchange, side, sha256: createHash('sha256').update(record[side]).digest('hex') }] : []
  })
}
