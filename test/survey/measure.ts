// Runs one server and sends it the whole list of requests.
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { fromBase64, toBase64 } from '../../electron/model/bytes.ts'
import type { Measurement, SurveyRequest } from '../../electron/model/survey.ts'
import { ask } from './ask.ts'
import { launch } from './launch.ts'
import { REQUESTS } from './requests.ts'
import type { Server } from './server.ts'

const ROOT = join(import.meta.dirname, '../..')

/** How many requests are under way at once: a server from Debian may serve one connection after the other, those from npm and the system don't. */
const lanesFor = ({ from }: Server) => ('debian' in from ? 1 : 6)

/** @returns what the server answered, in the order of the requests. @throws Error when it does not start. */
export async function measure(server: Server, backend: number, requests: readonly SurveyRequest[] = REQUESTS): Promise<Measurement[]> {
  const asked = requests.filter(({ kinds }) => kinds?.includes(server.kind) ?? true)
  // A handler that throws may take the whole server with it: each of these has a run to itself.
  const runs = [asked.filter(({ theme }) => theme !== 'faults'), ...asked.filter(({ theme }) => theme === 'faults').map(request => [request])]
  const measurements: Measurement[] = []
  for (const run of runs.filter(({ length }) => length > 0)) measurements.push(...await measureRun(server, run, backend))
  return measurements
}

async function measureRun(server: Server, requests: readonly SurveyRequest[], backend: number): Promise<Measurement[]> {
  const running = await launch(server, backend)
  const { port, folder } = running.place
  const answers = new Map<string, Measurement>()
  const waiting = [...requests]
  const lane = async () => {
    for (let request = waiting.shift(); request; request = waiting.shift()) answers.set(request.id, await measureOne(server, request, port, folder))
  }
  try {
    await Promise.all(Array.from({ length: lanesFor(server) }, lane))
  } finally {
    await running.stop()
  }
  return requests.flatMap(({ id }) => answers.get(id) ?? [])
}

async function measureOne(server: Server, request: SurveyRequest, port: number, folder: string): Promise<Measurement> {
  const { response, ending } = await ask(port, Buffer.from(fromBase64(request.bytes)))
  const masked = mask(response, [folder, ROOT, homedir(), hostname()])
  return { server: server.id, request: request.id, ending, response: toBase64(masked), ...(!masked.equals(response) && { masked: true as const }) }
}

/** Writes `x` over names of this machine, so that every length stays true. A name of one segment is no name. */
export function mask(bytes: Buffer, names: readonly string[]): Buffer {
  const text = names.filter(name => name.length > 3 && name !== 'localhost')
    .reduce((said, name) => said.replaceAll(name, 'x'.repeat(name.length)), bytes.toString('latin1'))
  return Buffer.from(text, 'latin1')
}
