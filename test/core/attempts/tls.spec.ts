// A lab that needs TLS, from the attempt's side: nothing is written before, and the page's requests reach it.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { forkTopology } from '../../../electron/cli/opening/fork-topology.ts'
import { RunningAttempt } from '../../../electron/core/attempts/running-attempt.ts'
import { installationCertificate } from '../../../electron/core/certificate/installation-certificate.ts'
import { TopologyProcess } from '../../../electron/core/topology/topology-process.ts'
import { readCaptureFile } from '../../../electron/core/captures/read-capture.ts'
import { openStore } from '../../../electron/core/store/store.ts'
import { finalResponse } from '../../../electron/model/exchange.ts'
import type { Draft } from '../../../electron/model/draft.ts'
import type { Lab } from '../../../electron/model/lab.ts'
import { SCENARIO } from '../../support/lab-fixture.ts'

const LAB: Lab = {
  id: 'secret', title: 'Secret', summary: 's', minutes: 5, learned: 'l', intro: '', narrative: {}, pack: { id: 'p', version: '1.0.0', title: 'P' },
  steps: [{ id: 'one', title: 'One', expectations: [], questions: [], hints: [] }], scenario: SCENARIO,
}
let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-attempt-tls-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function opened(lab: Lab, isApart: boolean) {
  const apart = isApart ? new TopologyProcess(() => forkTopology(), folder, () => undefined) : undefined
  const store = openStore(folder)
  const attempt = store.beginAttempt({ lab: lab.id, packVersion: '1.0.0', step: lab.steps[0]?.id ?? '', startedWallMs: 0 })
  const running = await RunningAttempt.open({ lab, attempt, store, port: 0, isLive: false, ...(apart && { open: apart.open }), certificate: () => installationCertificate(folder), announce: { saved: () => undefined, judged: () => undefined, trouble: error => { throw error } } })
  return { running, async [Symbol.asyncDispose]() {
    await running[Symbol.asyncDispose]()
    await apart?.[Symbol.asyncDispose]()
    store[Symbol.dispose]()
  } }
}
const draft: Draft = { kind: 'structured', method: 'FROBNICATE', target: '/', fields: [], content: '' }

it.each([['in this process', false], ['in a process of its own', true]])('is given a certificate when it asks for TLS, and nothing is written when it does not, %s', async (_, isApart) => {
  {
    await using plain = await opened(LAB, isApart)
    expect([plain.running.entries[0]?.url.startsWith('http:'), existsSync(join(folder, 'tls'))]).toEqual([true, false])
  }
  const [first, ...others] = LAB.scenario.participants
  if (!first) throw new Error('the fixture has a participant')
  const lab: Lab = { ...LAB, scenario: { ...LAB.scenario, participants: [{ ...first, tls: true, http2: true }, ...others] } }
  await using secure = await opened(lab, isApart)
  expect(secure.running.entries[0]).toMatchObject({ protocols: ['http/1.1', 'h2'], caFile: join(folder, 'tls', 'lab501.pem') })
  const drafts: Draft[] = [draft, { ...draft, protocol: 'h2' }, { kind: 'raw', bytes: Buffer.from('FROBNICATE / HTTP/1.1\r\nHost: localhost\r\n\r\n').toString('base64') }]
  for (const sent of drafts) expect(await secure.running.send(sent)).not.toHaveProperty('failure')
  await secure.running.flush()
  const exchanges = secure.running.exchanges().filter(({ side }) => side === 'client')
  expect(exchanges.map(exchange => [exchange.source, exchange.request?.version, finalResponse(exchange)?.status])).toEqual([['composer', 'HTTP/1.1', 501], ['composer', 'HTTP/2', 501], ['raw', 'HTTP/1.1', 501]])
  // What was captured of it is the same when it was saved to a file and read again.
  const kept = readCaptureFile((await secure.running.exportCapture()).text, 'file')
  expect(kept).toEqual(secure.running.exchanges())
  const traces = Object.groupBy(secure.running.exchanges(), ({ trace }) => trace)
  expect(Object.values(traces).map(both => both?.map(({ side }) => side).sort())).toEqual([['client', 'server'], ['client', 'server'], ['client', 'server']])
})
