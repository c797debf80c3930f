// A scenario that is reached in a certain way, with everything that was seen of it, for tests.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { installationCertificate, type InstallationCertificate } from '../../../../electron/core/certificate/installation-certificate.ts'
import { readExchange } from '../../../../electron/core/recorder/read-exchange.ts'
import type { SeenExchange } from '../../../../electron/core/recorder/seen-exchange.ts'
import { openScenario, type Simulation } from '../../../../electron/core/simulator/simulator.ts'
import type { Exchange } from '../../../../electron/model/exchange.ts'
import { Scenario } from '../../../../electron/model/scenario.ts'

export const HAS_CURL_H2 = /\bHTTP2\b/.test(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '')

export interface Reached extends AsyncDisposable {
  readonly simulation: Simulation
  readonly certificate: InstallationCertificate
  readonly url: string
  readonly port: number
  readonly seen: SeenExchange[]
  /** @returns the exchanges as everybody else sees them. */
  readonly exchanges: () => Exchange[]
  /** @returns when `count` exchanges were seen. */
  readonly untilSeen: (count: number) => Promise<void>
  /** @returns status line, fields and content; or curl's exit code and what it said. */
  readonly curl: (...args: string[]) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>
}

/** @param origin what the origin is besides its name */
export async function reach(origin: object, rest: object = {}): Promise<Reached> {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-h2-'))
  const certificate = installationCertificate(folder)
  const seen: SeenExchange[] = []
  let told = () => {}
  const scenario = Scenario.parse({ participants: [{ role: 'origin', name: 'origin', resources: {}, ...origin }], ...rest })
  const simulation = await openScenario(scenario, {
    port: 0, certificate, onExchange: exchange => {
      seen.push(exchange)
      told()
    },
  })
  const [entry] = simulation.entries
  const url = entry?.url ?? ''
  return {
    simulation, certificate, url, port: entry?.port ?? 0, seen,
    exchanges: () => seen.map(({ clientPort, serverPort, nth, isIpv6: _isIpv6, ...one }, at) => readExchange({
      ...one, seq: at + 1, trace: 't', hop: 'client-origin', side: 'server', source: 'outside', connection: { id: 'c', clientPort, serverPort, nth },
    })),
    untilSeen: count => new Promise(resolve => {
      told = () => { if (seen.length >= count) resolve() }
      told()
    }),
    curl: async (...args) => {
      const trust = url.startsWith('https') ? ['--cacert', certificate.caFile] : []
      const said = await promisify(execFile)('curl', ['-sS', '-i', '--noproxy', '*', '--max-time', '20', ...trust, ...args.map(arg => arg.replace(/^@/, url))]).then(
        ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
        (error: { code?: number; stdout?: string; stderr?: string }) => ({ code: error.code ?? -1, out: error.stdout ?? '', err: error.stderr ?? '' }),
      )
      return said
    },
    async [Symbol.asyncDispose]() {
      await simulation[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
