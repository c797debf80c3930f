// The labs as a learner does them: the requests of each step, and the answers of each lab's own proof.
import { join } from 'node:path'
import { loadPacks } from '../../electron/core/packs/load-pack.ts'
import { loadProof } from '../../electron/core/packs/load-proof.ts'
import type { Lab } from '../../electron/model/lab.ts'
import type { AnswerValue } from '../../electron/model/question.ts'

const REQUESTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'reproduce-501': [['FROBNICATE /widgets'], ['GET /widgets', 'get /widgets'], ['HEAD /widgets']],
  '501-or-405': [
    ['PUT /widgets'], ['PATCH /widgets'],
    ['GET /widgets/7', 'PUT /widgets/7', 'DELETE /widgets/7', 'POST /widgets/7', 'PATCH /widgets/7', 'FROBNICATE /widgets/7'], ['DELETE /about', 'OPTIONS /about'],
  ],
  '501-or-500': [['GET /reports/today'], ['GET /reports/forecast'], ['GET /reports/forecast', 'GET /reports/today']],
}

export interface Chapter { readonly lab: Lab; readonly requests: readonly (readonly string[])[]; readonly answers: Readonly<Record<string, AnswerValue>> }

const { labs: builtIn, places } = loadPacks([join(import.meta.dirname, '..', '..', 'labs')])

/** @returns every lab of the first pack, in the order of the learning path. */
export const CHAPTERS: readonly Chapter[] = builtIn.filter(({ pack }) => pack.id === 'first-steps').map(lab => {
  const answers = loadProof(places.get(lab.id) ?? '', lab).proof?.solution.answers ?? {}
  return { lab, requests: REQUESTS[lab.id] ?? [], answers }
})
