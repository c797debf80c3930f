// A class of any size: attempts that were really played through the engine, handed in under many names and keys. Each file is a result like any other.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { sha256 } from '../../electron/core/packs/archive/manifest.ts'
import { answersOf } from '../../electron/core/proving/play.ts'
import { openResult, writeResult } from '../../electron/core/results/result-file.ts'
import { hashOfLine, readChain, writeLine, beforeFirst } from '../../electron/core/store/attempt-log.ts'
import { openStore, type Store } from '../../electron/core/store/store.ts'
import { literalBytes } from '../../electron/model/draft.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'
import type { Lab } from '../../electron/model/lab.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import type { ProofFile } from '../../electron/model/proof.ts'
import { randomFrom } from '../../electron/model/random.ts'
import type { ResultAttempt } from '../../electron/model/result.ts'
import { handIn } from '../core/results/workshop.ts'

const PACKS = join(import.meta.dirname, '../../labs')
const FAMILY = ['Lovelace', 'Hopper', 'Turing', 'Noether', 'Berners-Lee', 'Cerf', 'Perlman', 'Lamarr', 'Dijkstra', 'Hamilton', 'Liskov', 'Shannon', 'Boole', 'Germain', 'Ramanujan', 'Zuse', 'Kilby', 'Wu', 'Franklin', 'Curie']
const GIVEN = ['Ada', 'Grace', 'Alan', 'Emmy', 'Tim', 'Vint', 'Radia', 'Hedy', 'Edsger', 'Margaret', 'Barbara', 'Claude', 'George', 'Sophie', 'Srinivasa', 'Konrad', 'Jack', 'Chien-Shiung', 'Rosalind', 'Marie']

/** A lab with what was handed in of it, the solution first, then mistakes. */
interface PlayedLab { readonly lab: string; readonly plays: readonly Played[] }
interface Played { readonly attempt: ResultAttempt; readonly lines: readonly string[]; readonly capture: Uint8Array }
export interface ClassFile { readonly name: string; readonly bytes: Uint8Array }

/** Plays what the proofs of some labs say: the solution, half of it, and `mistakes` of each. */
export async function playLabs(ids: readonly string[], mistakes: number): Promise<PlayedLab[]> {
  const { labs } = loadPacks([PACKS])
  const folder = mkdtempSync(join(tmpdir(), 'lab501-class-'))
  try {
    using store = openStore(folder)
    const played: PlayedLab[] = []
    for (const id of ids) {
      const lab = labs.find(one => one.id === id)
      const { proof } = lab ? loadProof(folderOf(id, lab), lab) : {}
      if (!lab || !proof) throw new Error(`${id} has no proof`)
      const plays: Played[] = []
      const { solution } = proof
      for (const [nth, play] of [solution, solution, ...proof.mistakes.slice(0, mistakes)].entries()) {
        const attempt = await playAttempt(store, lab, play, { hints: nth % 3, share: nth === 1 ? 0.5 : 1 })
        plays.push(partsOf(handIn(store, [attempt], { labs }).bytes))
      }
      played.push({ lab: id, plays })
    }
    return played
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function folderOf(id: string, { pack }: Lab): string {
  return join(PACKS, pack.id, id)
}

/** Works at a lab as its proof says. @param how `share`: how far it goes @returns the attempt's id */
export async function playAttempt(store: Store, lab: Lab, { requests, answers }: Pick<ProofFile['solution'], 'requests' | 'answers'>, { hints = 0, share = 1 } = {}): Promise<string> {
  const [first] = lab.steps
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: first?.id ?? '', startedWallMs: Date.now() })
  await using running = await RunningAttempt.open({ lab, attempt, store, port: 0, isLive: false, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  const predictions = new Set(lab.steps.flatMap(({ prediction }) => prediction?.id ?? []))
  for (const [id, value] of Object.entries(answers)) if (predictions.has(id)) running.answer(id, value)
  for (let nth = 0; nth < Math.min(hints, first?.hints.length ?? 0); nth += 1) running.takeHint(first?.id ?? '')
  const script = scriptFromHttpFile(requests)
  for (const step of script.slice(0, Math.ceil(script.length * share))) {
    if (step.kind === 'wait') await pause(step.ms)
    else if (step.kind === 'control') await running.control(step.control)
    else {
      const { failure } = await running.send(step.draft)
      // What the composer's client would not send goes out as literal bytes.
      if (failure && step.draft.kind === 'structured') await running.send({ kind: 'raw', bytes: toBase64(literalBytes(step.draft, `127.0.0.1:${running.entries[0]?.port ?? 0}`)) })
    }
  }
  await running.flush()
  running.judgeNow()
  const others = Object.fromEntries(Object.entries(answers).filter(([id], nth, all) => !predictions.has(id) && nth < all.length * share))
  for (const { question, value } of answersOf(others, running.exchanges())) running.answer(question, value)
  return attempt.id
}

function partsOf(bytes: Uint8Array): Played {
  const opened = openResult(bytes)
  if ('refusal' in opened) throw new Error(opened.refusal)
  const [attempt] = opened.sheet.attempts
  const part = (path = '') => {
    const found = opened.part(path, 64 * 1_048_576)
    if ('refusal' in found) throw new Error(found.refusal)
    return found.bytes
  }
  if (!attempt) throw new Error('no attempt')
  return { attempt, lines: Buffer.from(part(attempt.log.path)).toString('utf8').trimEnd().split('\n'), capture: part(attempt.capture?.path) }
}

/**
 * `count` results, each with a key and attempts of its own, as restored from another machine. Who comes later in the class makes more mistakes.
 * @param each how many of the labs each learner was at, at most
 */
export function* classFiles(played: readonly PlayedLab[], count: number, each: number, workshop = 'class'): Generator<ClassFile> {
  const random = randomFrom(workshop)
  for (let nth = 0; nth < count; nth += 1) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const name = `${GIVEN[nth % GIVEN.length]} ${FAMILY[Math.floor(nth / GIVEN.length + nth) % FAMILY.length]}${nth < GIVEN.length * FAMILY.length ? '' : ` ${Math.floor(nth / (GIVEN.length * FAMILY.length)) + 1}`}`
    const skill = random()
    const from = each < played.length ? Math.floor(random() * (played.length - each + 1)) : 0
    const reached = Math.max(1, Math.round(each * (0.4 + 0.6 * skill)))
    const parts = new Map<string, Uint8Array>()
    const attempts = played.slice(from, from + reached).map(({ plays }, at): ResultAttempt => {
      const which = random() < 0.35 + 0.6 * skill ? 0 : 1 + Math.floor(random() * (plays.length - 1))
      const play = plays[which] ?? plays[0]
      if (!play) throw new Error('nothing was played')
      const seed = play.attempt.seed ?? play.attempt.id
      const { lines, head } = slowly(seed, play.lines, nth, 20_000 + random() * 90_000)
      const log = { path: `logs/${at + 1}.jsonl`, lines: lines.length, head }
      parts.set(log.path, Buffer.from(lines.map(line => `${line}\n`).join('')))
      parts.set(`captures/${at + 1}.json`, play.capture)
      return { ...play.attempt, id: randomUUID(), seed, log, ...(play.attempt.capture && { capture: { ...play.attempt.capture, path: `captures/${at + 1}.json` } }) }
    })
    const files = [...parts].map(([path, bytes]) => ({ path, octets: bytes.length, sha256: sha256(bytes) }))
    const bytes = writeResult({ format: 1, madeBy: 'Lab 501 0.1.0', madeWallMs: Date.now(), learner: { name }, attempts, files }, parts, privateKey)
    yield { name: `${String(nth + 1).padStart(4, '0')}-${name.replaceAll(' ', '-')}.lab501-result`, bytes }
  }
}

/** The same log, as of somebody who begins a little later, so that it is an attempt of their own, and thinks: an entry each so many milliseconds. */
function slowly(seed: string, lines: readonly string[], laterMs: number, ms: number): { readonly lines: string[]; readonly head: string } {
  const chain = readChain(seed, lines)
  if ('brokenAt' in chain) throw new Error(`broken at ${chain.brokenAt}`)
  const slow: string[] = []
  let before = beforeFirst(seed)
  for (const [at, entry] of chain.entries.entries()) {
    const line = writeLine({ nth: at + 1, before, entry: { ...entry, at: (chain.entries[0]?.at ?? 0) + laterMs + Math.round(at * ms) } })
    slow.push(line)
    before = hashOfLine(line)
  }
  return { lines: slow, head: before }
}
