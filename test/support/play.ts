// Labs played by a client of the learner's own.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { installationCertificate } from '../../electron/core/certificate/installation-certificate.ts'
import { exchangesOf, play as playScript, sendAsComposer, type Send } from '../../electron/core/proving/play.ts'
import type { ScenarioEvent } from '../../electron/model/control.ts'
import type { StructuredDraft } from '../../electron/model/draft.ts'
import { learnersView, type Exchange } from '../../electron/model/exchange.ts'
import type { ScriptStep } from '../../electron/model/http-script.ts'
import type { Lab } from '../../electron/model/lab.ts'

export { answersOf, sendAsComposer } from '../../electron/core/proving/play.ts'

export const HAS_CURL = spawnSync('curl', ['--version']).status === 0

/** As the briefs show it: `-I` for HEAD, `-X` for the others. */
export async function curl({ method, target, fields, content, protocol }: StructuredDraft, url: string, caFile?: string): Promise<void> {
  const how = method === 'HEAD' ? ['-I'] : ['-X', method]
  const headers = fields.flatMap(({ name, value }) => ['-H', `${name}: ${value}`])
  const data = content === '' ? [] : ['--data-binary', content]
  const trust = caFile === undefined ? [] : ['--cacert', caFile]
  const wire = protocol === undefined ? ['--http1.1'] : [trust.length > 0 ? '--http2' : '--http2-prior-knowledge']
  await promisify(execFile)('curl', ['-sS', '--noproxy', '*', '-o', '/dev/null', ...trust, ...wire, ...how, ...headers, ...data, '--request-target', target, url])
}

/** What curl says of a connection that the lab lets break: nothing came, a part of it, a reset. */
const BROKEN = [52, 18, 56]

export const sendByCurl: Send = async (draft, { entries: [entry] }) => {
  await curl(draft, entry?.url ?? '', entry?.caFile).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && BROKEN.includes(Number(error.code)))) throw error
  })
}

/** @returns the capture of a play. */
export async function play(lab: Lab, text: string, send: Send = sendAsComposer): Promise<Exchange[]> {
  return (await playThrough(lab, text, send)).exchanges
}

/** @returns the capture of a play, and what was done to the topology in it. */
export async function playThrough(lab: Lab, text: string, send: Send): Promise<{ exchanges: Exchange[]; events: readonly ScenarioEvent[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-play-'))
  try {
    const played = await playScript(lab, text, send, lab.scenario.participants.some(({ tls }) => tls) ? installationCertificate(folder) : undefined)
    return { exchanges: exchangesOf(played), events: played.events }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @returns what is in the capture once so much of the script is done: each request that is sent is one row of the learner's */
export function whenDone(done: readonly ScriptStep[], { exchanges, events }: { exchanges: readonly Exchange[]; events: readonly ScenarioEvent[] }) {
  const recorded = exchanges.filter(({ source }) => source === 'recorded')
  const traces = new Set([...recorded, ...learnersView(exchanges).filter(({ source }) => source !== 'recorded').slice(0, done.filter(({ kind }) => kind === 'send').length)].map(({ trace }) => trace))
  return { exchanges: exchanges.filter(({ trace }) => traces.has(trace)), events: events.slice(0, done.filter(({ kind }) => kind === 'control').length) }
}
