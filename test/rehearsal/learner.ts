// One learner of a rehearsed workshop, in a process of their own: works at labs through the ordinary engine, and the ordinary sender hands in.
//   node test/rehearsal/learner.ts FILE      the file says who, where, and what to play (see `Orders`)
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { RunningAttempt } from '../../electron/core/attempts/running-attempt.ts'
import { sayInEnglish } from '../../electron/model/phrase.ts'
import { answersOf } from '../../electron/core/proving/play.ts'
import { atOnce } from '../../electron/core/turns/in-turns.ts'
import { Outbox } from '../../electron/core/collector/outbox.ts'
import { Sender } from '../../electron/core/collector/sender.ts'
import { installationKey } from '../../electron/core/results/installation-key.ts'
import { makingResult } from '../../electron/core/results/make-result.ts'
import { openStore, type Store } from '../../electron/core/store/store.ts'
import { toBase64 } from '../../electron/model/bytes.ts'
import { literalBytes, type Draft } from '../../electron/model/draft.ts'
import { learnersView } from '../../electron/model/exchange.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'
import { playable, scriptOf, type Learner, type Part } from './plan.ts'

export interface Orders extends Learner {
  readonly dataFolder: string
  /** Of the collector. */
  readonly code: string
  /** Waits for its end after the first request of the first lab. */
  readonly stops?: true
}

const orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders
const tell = (word: string): void => void process.stdout.write(`${word}\n`)
const labs = playable()
/** Sooner than for a person, who goes on working. */
const TIMES = { pauseMs: 50, firstMs: 100 }
const LOOK_AGAIN_MS = 20
using store = openStore(orders.dataFolder)
let told = ''
await using sender = new Sender({
  outbox: new Outbox(orders.dataFolder), store, times: TIMES, log: line => tell(`trouble ${line}`), key: () => installationKey(orders.dataFolder).privateKey,
  make: choice => Promise.resolve(atOnce(makingResult({ store, labs: [...labs.values()].map(({ lab }) => lab), madeBy: 'Lab 501 rehearsal', madeWallMs: Date.now(), key: installationKey(orders.dataFolder) }, choice))),
  // Told of while it is being made, too.
  onChanged: () => void setImmediate(tellState),
})
if (!sender.view().joined) {
  const fault = await sender.join({ code: orders.code, name: orders.name, carriesCaptures: true })
  if (fault) throw new Error(sayInEnglish(fault))
}
for (const part of orders.parts) sender.worked(await work(store, part))
for (let joined = sender.view().joined; joined && (joined.waiting > 0 || joined.state !== 'idle'); joined = sender.view().joined) {
  if (joined.state === 'stopped') throw new Error(joined.why ? sayInEnglish(joined.why) : 'stopped')
  await pause(LOOK_AGAIN_MS)
}
tell(`sent ${sender.view().joined?.sent ?? 0}`)

/** `waiting` when the collector is out of reach. */
function tellState(): void {
  const state = sender.view().joined?.state ?? ''
  if (state !== told && state === 'waiting') tell(state)
  told = state
}

/** Goes on where the store says that it was left. @returns the attempt's id */
async function work(kept: Store, part: Part): Promise<string> {
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
  return attempt.id
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
