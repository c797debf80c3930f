// One learner of a rehearsed workshop, in a process of their own: works at labs through the ordinary engine, and hands in after each.
//   node test/rehearsal/learner.ts FILE      the file says who, where, and what to play (see `Orders`)
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { answersOf } from '../../electron/core/proving/play.ts'
import { openStore, type Store } from '../../electron/core/store/store.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import { literalBytes, type Draft } from '../../electron/model/draft.ts'
import { learnersView } from '../../electron/model/exchange.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'
import { handIn, type Delivery } from './hand-in.ts'
import { playable, scriptOf, type Learner, type Part } from './plan.ts'

export interface Orders extends Learner, Delivery {
  readonly dataFolder: string
  /** Waits for its end after the first request of the first lab. */
  readonly stops?: true
}

const orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders
const tell = (word: string): void => void process.stdout.write(`${word}\n`)
const labs = playable()
using store = openStore(orders.dataFolder)
for (const part of orders.parts) {
  await work(store, part)
  await handIn(store, [...labs.values()].map(({ lab }) => lab), orders, tell)
}
tell('done')

/** Goes on where the store says that it was left. */
async function work(kept: Store, part: Part): Promise<void> {
  const { lab, proof } = labs.get(part.lab) ?? {}
  if (!lab || !proof) throw new Error(`there is no lab "${part.lab}"`)
  const { requests, answers } = scriptOf(part, proof)
  const before = kept.latestAttempt(lab.id)
  const attempt = before ?? kept.beginAttempt({ lab: lab.id, packVersion: lab.pack.version, step: lab.steps[0]?.id ?? '', startedWallMs: Date.now() })
  if (before) kept.noteOpened(attempt.id, lab.pack.version)
  await using running = await RunningAttempt.open({ lab, attempt, store: kept, port: 0, announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  for (let nth = kept.hints(attempt.id).length; nth < part.hints; nth += 1) running.takeHint(lab.steps[0]?.id ?? '')
  const isGiven = (question: string) => kept.answers(attempt.id).some(answer => answer.question === question)
  const predictions = new Set(lab.steps.flatMap(({ prediction }) => prediction?.id ?? []))
  for (const [question, value] of Object.entries(answers)) if (predictions.has(question) && !isGiven(question)) running.answer(question, value)
  let [sent, done] = [learnersView(running.exchanges()).length, kept.events(attempt.id).length]
  for (const step of scriptFromHttpFile(requests)) {
    if (step.kind === 'send') {
      if (sent > 0) sent -= 1
      else {
        await send(running, step.draft)
        if (orders.stops) await forEver(running)
      }
    } else if (step.kind === 'control') {
      if (done > 0) done -= 1
      else await running.control(step.control)
    } else await pause(step.ms)
  }
  await running.flush()
  const given = answersOf(answers, running.exchanges())
  for (const { question, value } of given) if (!predictions.has(question) && !isGiven(question)) running.answer(question, value)
  // Closed before it is judged for the last time: what ends with the connections counts too.
  await running[Symbol.asyncDispose]()
  running.judgeNow()
}

/** As the composer does, which goes over to its raw mode for what its client would not send. */
async function send(running: RunningAttempt, draft: Draft): Promise<void> {
  const { failure } = await running.send(draft)
  if (failure && draft.kind === 'structured') await running.send({ kind: 'raw', bytes: toBase64(literalBytes(draft, `127.0.0.1:${running.entries[0]?.port ?? 0}`)) })
}

async function forEver(running: RunningAttempt): Promise<never> {
  await running.flush()
  running.judgeNow()
  tell('stopped')
  for (;;) await pause(60_000)
}
