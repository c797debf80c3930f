// A bench runs as an attempt at a lab in which nothing is asked, so that everything that looks at an attempt works for it too.
import { benchId, titleOfSetup, type BenchSetup } from '../../model/bench.ts'
import { ENGINE_VERSION } from '../../model/engine.ts'
import type { Lab } from '../../model/lab.ts'

/** Its only step. */
export const BENCH_STEP = 'free'

/** Where nothing of ours runs, nobody asks for the scenario. */
const NO_SCENARIO: Lab['scenario'] = { seed: 501, clock: '2026-01-05T09:00:00Z', clockRuns: false, participants: [] }

/** @returns the lab. */
export function labOfBench(setup: BenchSetup): Lab {
  const title = titleOfSetup(setup)
  return {
    id: benchId(setup.kind), pack: { id: '@bench', version: ENGINE_VERSION, title: 'Workbench' }, title, summary: title, minutes: 1, learned: title, intro: '', narrative: {},
    steps: [{ id: BENCH_STEP, title, expectations: [], questions: [], hints: [] }],
    scenario: setup.kind === 'playground' ? setup.scenario : NO_SCENARIO,
  }
}
