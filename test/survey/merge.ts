// New measurements into the dataset, in an order that stays.
import type { Measurement, Survey, SurveyRequest, SurveyServer } from '../../electron/model/survey.ts'
import { systemName, type Found } from './find.ts'
import { REQUESTS } from './requests.ts'
import type { Server } from './server.ts'
import { SERVERS } from './servers.ts'

/** @returns the server as the dataset names it, measured today. */
export function serverRow({ id, name, kind, setting }: Server, { version, runtime, package: from }: Found): SurveyServer {
  const measured = new Date().toISOString().slice(0, 10)
  return { id, name, kind, version, ...(runtime !== undefined && { runtime }), package: from, system: systemName(), measured, setting }
}

/** @returns whether what is here is what was measured. */
export function sameVersion(row: SurveyServer, { version, runtime, package: from }: Found): boolean {
  return row.version === version && row.runtime === runtime && row.package.version === from.version
}

/** @returns a version with what it runs on. */
export function versionText({ version, runtime, package: from }: Found): string {
  return [version, runtime && `on ${runtime}`, from.version !== version && `(package ${from.version})`].filter(Boolean).join(' ')
}

/** @returns the requests that the dataset lacks an answer of this server to; all of them where another version answered. */
export function missingFrom({ servers, requests, measurements }: Survey, id: string, found: Found): SurveyRequest[] {
  const row = servers.find(server => server.id === id)
  if (!row || !sameVersion(row, found)) return [...REQUESTS]
  const asked = new Map(requests.map(({ id: request, bytes }) => [request, bytes]))
  const answered = new Set(measurements.filter(({ server }) => server === id).map(({ request }) => request))
  return REQUESTS.filter(({ id: request, bytes, kinds }) => (kinds?.includes(row.kind) ?? true) && !(answered.has(request) && asked.get(request) === bytes))
}

/** @returns `old` with what was measured anew in its place. What is no longer in the lists goes. */
export function merge(old: Survey, fresh: readonly { readonly row: SurveyServer; readonly measurements: readonly Measurement[] }[]): Survey {
  const servers: SurveyServer[] = []
  const measurements: Measurement[] = []
  for (const { id } of SERVERS) {
    const now = fresh.find(({ row }) => row.id === id)
    const row = now?.row ?? old.servers.find(server => server.id === id)
    if (!row) continue
    servers.push(row)
    const all = new Map([...old.measurements.filter(({ server }) => server === id), ...now?.measurements ?? []].map(one => [one.request, one]))
    measurements.push(...REQUESTS.flatMap(({ id: request }) => all.get(request) ?? []))
  }
  return { format: 1, requests: [...REQUESTS], servers, measurements }
}
