// Who plays what in a rehearsed workshop, and what must come of it by the proof's own engine: another way to the same capture.
import { join } from 'node:path'
import { judge } from '../../electron/core/grader/judge.ts'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import { answersOf, exchangesOf, play } from '../../electron/core/proving/play.ts'
import { costOf } from '../../electron/core/results/gather.ts'
import { hasSeeds } from '../../electron/model/blanks.ts'
import type { Lab } from '../../electron/model/lab.ts'
import { sayInEnglish } from '../../electron/model/phrase.ts'
import type { ProofFile } from '../../electron/model/proof.ts'
import { tally, type Outcome, type Verdict } from '../../electron/model/verdict.ts'

/** One attempt of a learner: the solution of a lab, or one of its mistakes by its id. */
export interface Part { readonly lab: string; readonly play: string; readonly hints: number }
export interface Learner { readonly name: string; readonly parts: readonly Part[] }
export interface Expected { readonly learner: string; readonly lab: string; readonly outcomes: ReadonlyMap<string, { readonly outcome: Outcome; readonly group?: string }>; readonly earned: number; readonly points: number; readonly met: number; readonly required: number; readonly hints: number }

const LABS = join(import.meta.dirname, '../../labs')
export const SOLUTION = 'solution'
/** So many labs are enough for every kind of expectation; a course has no more in a day. */
const MOST_LABS = 12

interface Playable { readonly lab: Lab; readonly proof: ProofFile }

/** @returns labs that can be played from the composer alone, with their proofs */
export function playable(): ReadonlyMap<string, Playable> {
  const { labs, files } = loadPacks([LABS])
  const all = labs.flatMap((lab): Playable[] => {
    const own = files.get(lab.id)
    const { proof } = own ? loadProof(own, lab) : {}
    const isPlain = proof && !lab.recorded && !hasSeeds(lab) && !lab.scenario.participants.some(({ tls }) => tls) && !/@(?:outside|wait)/.test(JSON.stringify(proof))
    return isPlain ? [{ lab, proof }] : []
  })
  // Some of each pack, so that rows of servers and caches are among them.
  const perPack = Map.groupBy(all, ({ lab }) => lab.pack.id)
  return new Map([...perPack.values()].flatMap(some => some.slice(0, 2)).slice(0, MOST_LABS).map(one => [one.lab.id, one]))
}

/** @returns the learners, each with so many labs; about half of what they play are mistakes */
export function workshop(learners: number, labsEach: number, labs: ReadonlyMap<string, Playable>): Learner[] {
  const all = [...labs.values()]
  return Array.from({ length: learners }, (_, nth) => ({
    name: `Learner ${String(nth + 1).padStart(2, '0')}`,
    parts: Array.from({ length: labsEach }, (_, part) => {
      const { lab, proof } = all[(nth + part) % all.length] ?? { lab: undefined, proof: undefined }
      if (!lab) throw new Error('there is no lab to play')
      const mistake = proof.mistakes[Math.floor(nth / 2) % proof.mistakes.length]
      return { lab: lab.id, play: (nth + part) % 2 === 0 ? SOLUTION : mistake?.id ?? SOLUTION, hints: nth % 4 === 3 && part === 0 ? 1 : 0 }
    }),
  }))
}

/** @returns the requests and answers of a part */
export function scriptOf({ play: which }: Pick<Part, 'play'>, { solution, mistakes }: ProofFile) {
  const found = which === SOLUTION ? solution : mistakes.find(({ id }) => id === which)
  if (!found) throw new Error(`there is no mistake "${which}"`)
  return found
}

/** @returns what must come of each part, one after the other */
export async function expectedOf(learners: readonly Learner[], labs: ReadonlyMap<string, Playable>): Promise<Expected[]> {
  const judged = new Map<string, Verdict[]>()
  const expected: Expected[] = []
  for (const { name, parts } of learners) {
    for (const part of parts) {
      const { lab, proof } = labs.get(part.lab) ?? {}
      if (!lab || !proof) throw new Error(`there is no lab "${part.lab}"`)
      const key = `${part.lab} ${part.play}`
      const verdicts = judged.get(key) ?? await verdictsOf(lab, proof, part)
      judged.set(key, verdicts)
      const step = lab.steps[0]?.id ?? ''
      const { earned, points, met, required } = tally(verdicts, costOf(lab, Array.from({ length: part.hints }, (_, nth) => ({ step, nth: nth + 1 }))))
      expected.push({ learner: name, lab: lab.id, outcomes: new Map(verdicts.map(verdict => [verdict.of, { outcome: verdict.outcome, ...groupOf(verdict) }])), earned, points, met, required, hints: part.hints })
    }
  }
  return expected
}

async function verdictsOf(lab: Lab, proof: ProofFile, part: Part): Promise<Verdict[]> {
  const { requests, answers } = scriptOf(part, proof)
  const played = await play(lab, requests)
  const exchanges = exchangesOf(played)
  return judge(lab, exchanges, answersOf(answers, exchanges), played.events)
}

function groupOf({ outcome, feedback, seen }: Verdict): { group?: string } {
  return outcome === 'missed' ? { group: feedback?.id ?? (seen ? sayInEnglish(seen).slice(0, 120) : '') } : {}
}
