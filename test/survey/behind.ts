// What stands behind a server in the survey, as what stands behind a persona.
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Answer } from '../../electron/core/simulator/answer.ts'
import { Connection } from '../../electron/core/simulator/connection.ts'
import type { Service } from '../../electron/core/simulator/service.ts'
import { loadPersona } from '../../electron/core/simulator/personas/load.ts'
import { wear, type Wearable } from '../../electron/core/simulator/personas/wear.ts'
import { ScenarioClock } from '../../electron/core/simulator/scenario-clock.ts'
import type { PersonaId } from '../../electron/model/persona.ts'
import { phrase } from '../../electron/model/phrase.ts'
import { Limits } from '../../electron/model/scenario.ts'
import type { SurveyKind } from '../../electron/model/survey.ts'

const CONTENT: Readonly<Record<SurveyKind, (method: string) => string>> = {
  files: () => 'Hello, survey.\n', routes: () => 'Hello, survey.\n', handler: method => `handler: ${method}\n`, proxy: method => `backend: ${method}\n`,
}
const ALL = ['GET', 'FROBNICATE']

export function behind(kind: SurveyKind): Wearable {
  const answer = (method: string): Answer => (
    { status: 200, fields: [['Content-Type', 'text/plain']], content: Buffer.from(CONTENT[kind](method)), delayMs: 0, because: phrase('decision.handler-reply', { status: 200 }) }
  )
  return {
    name: 'behind', server: 'behind', limits: Limits.parse({}), close: () => Promise.resolve(),
    takes: path => (path.split('?')[0] === '/hello.txt' ? ['GET'] : path === '/throw' && kind === 'routes' ? ALL : undefined),
    plan: ({ method, target }) => ({
      kind: 'accepted',
      perform: () => {
        if (target === '/throw') throw new Error('thrown for the survey')
        return answer(method)
      },
      rule: ({ status, because }) => ({ status, check: 'handler', passed: true, because, section: 'RFC 9110 §15', method, target }),
    }),
  }
}

export interface Worn { readonly port: number; readonly service: Service; readonly stop: () => void }

/** @returns a persona that listens on loopback. */
export async function standIn(id: PersonaId, worn: (kind: SurveyKind) => Wearable = behind): Promise<Worn> {
  const clock = new ScenarioClock('2026-01-05T09:00:00Z', 501)
  const persona = await loadPersona(id)
  const service = wear(persona, worn(persona.kind), () => clock.httpDate())
  const connections = new Set<Connection>()
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    const connection = new Connection(socket, { service, clock, onExchange: () => undefined })
    connections.add(connection)
    socket.once('close', () => connections.delete(connection))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const stop = () => {
    server.close()
    for (const connection of connections) connection.destroy()
  }
  return { port: (server.address() as AddressInfo).port, service, stop }
}
