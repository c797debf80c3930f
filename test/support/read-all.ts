// Drives the request reader in tests: bytes in, what it made of them out.
import { RequestReader, type RequestHead } from '../../electron/core/wire/request-reader.ts'
import { Limits } from '../../electron/model/scenario.ts'

export interface ReadRequest { method: string; target: string; version: string; fields: [string, string][]; content: string; oddities?: readonly string[] }
export interface ReadResult { requests: ReadRequest[]; fault?: { status: number; check: string; id: string; values: Readonly<Record<string, unknown>>; section: string }; position: number; midMessage: boolean }

export const LIMITS = Limits.parse({})

/** @returns every complete request in `pieces`, and the fault that ended the reading, if any. */
export function readAll(pieces: readonly (string | Buffer)[], limits: Partial<Limits> = {}, isTolerant = false): ReadResult {
  const reader = new RequestReader({ ...LIMITS, ...limits }, isTolerant)
  const requests: ReadRequest[] = []
  let head: RequestHead | undefined
  let content: Buffer[] = []
  for (const piece of pieces) {
    reader.push(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)
    for (let event = reader.next(); event; event = reader.next()) {
      if (event.kind === 'fault') {
        const { status, check, because, section } = event.fault
        return { requests, fault: { status, check, id: because.id, values: because.values, section }, position: reader.position, midMessage: reader.isMidMessage }
      }
      if (event.kind === 'head') head = event.head
      if (event.kind === 'content') content.push(event.bytes)
      if (event.kind !== 'end' || !head) continue
      const { method, target, version, fields, oddities } = head
      requests.push({ method, target, version, fields: fields.map(({ name, value }) => [name, value]), content: Buffer.concat(content).toString('latin1'), ...(oddities && { oddities }) })
      content = []
    }
  }
  return { requests, position: reader.position, midMessage: reader.isMidMessage }
}
