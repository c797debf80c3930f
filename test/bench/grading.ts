// What grading costs, in units of reading the same capture: `JSON.parse` of its file is 1.
import { judge } from '../../electron/core/grader/judge.ts'
import { fileRecord } from '../../electron/core/captures/capture-file.ts'
import { readExchange } from '../../electron/core/recorder/read-exchange.ts'
import type { ExchangeRecord } from '../../electron/model/exchange.ts'
import { LabFile, type Lab } from '../../electron/model/lab.ts'

const SIZES = [1_000, 10_000, 100_000]
/** Of the processor, for each thing that is measured: its clock goes in steps of some milliseconds. */
const ENOUGH_MS = 500

/** Prints a row for each size and each lab. */
export async function run(): Promise<void> {
  for (const [name, lab] of [['typical', labOf(typical)], ['nothing met', labOf(hopeless)]] as const) {
    const perExchange: number[] = []
    for (const size of SIZES) {
      const records = Array.from({ length: size }, (_, nth) => recordOf(nth))
      const text = JSON.stringify({ format: 'lab501-capture', version: 1, lab: 'bench', exchanges: records.map(fileRecord) })
      const exchanges = records.map(record => readExchange(record))
      const [parseMs = 0, judgeMs = 0, readMs = 0] = costsMs([() => JSON.parse(text) as unknown, () => judge(lab, exchanges, []), () => records.map(record => readExchange(record))])
      perExchange.push(judgeMs / size)
      console.log(`${name}, ${size} exchanges × 50 expectations (${(text.length / 1e6).toFixed(1)} MB): JSON.parse ${ms(parseMs)}, grading ${ms(judgeMs)} = ${(judgeMs / parseMs).toFixed(2)} × JSON.parse, ${(judgeMs * 1_000 / size).toFixed(2)} µs an exchange; reading the bytes before that ${ms(readMs)}`)
      await Promise.resolve()
    }
    const [first = 1, , last = 1] = perExchange
    console.log(`${name}: an exchange costs ${(last / first).toFixed(2)} × as much among 100,000 as among 1,000`)
  }
}

/** What each takes of the processor, in turns under the same load: time that went to others on the machine does not count. */
function costsMs(works: readonly (() => unknown)[]): number[] {
  const spent = works.map(() => 0)
  for (const work of works) work()
  for (let turns = 1; ; turns += 1) {
    for (const [nth, work] of works.entries()) {
      const start = processorMs()
      work()
      spent[nth] = (spent[nth] ?? 0) + processorMs() - start
    }
    if (spent.every(ms => ms >= ENOUGH_MS)) return spent.map(ms => ms / turns)
  }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}

const KINDS = [
  ['GET', '/widgets', 200, 'OK'], ['PUT', '/widgets', 405, 'Method Not Allowed'], ['FROBNICATE', '/widgets', 501, 'Not Implemented'],
  ['GET', '/reports/today', 500, 'Internal Server Error'], ['DELETE', '/widgets/7', 204, 'No Content'],
] as const

/** Many methods, targets and statuses, each answer with content of its own. */
function recordOf(nth: number): ExchangeRecord {
  const [method, target, status, reason] = KINDS[nth % KINDS.length] ?? KINDS[0]
  const content = status === 204 ? '' : JSON.stringify({ type: 'about:blank', title: reason, status, method, target, error_id: `e-${nth}` })
  const request = `${method} ${target}${nth % 7 === 0 ? `?page=${nth % 100}` : ''} HTTP/1.1\r\nHost: 127.0.0.1:5010\r\nAccept: */*\r\nUser-Agent: curl/8.14.1\r\n\r\n`
  const fields = status === 204 ? '' : `Content-Type: application/problem+json\r\nContent-Length: ${content.length}\r\n`
  const allow = status === 405 ? 'Allow: GET, HEAD, OPTIONS, POST\r\n' : ''
  const response = `HTTP/1.1 ${status} ${reason}\r\nDate: Mon, 05 Jan 2026 09:00:00 GMT\r\nServer: lab501\r\n${allow}${fields}Connection: keep-alive\r\n\r\n${content}`
  return {
    seq: nth + 1, trace: `c0-${Math.floor(nth / 100)}.${nth % 100}`, hop: 'client-workshop', side: 'client', source: nth % 3 === 0 ? 'composer' : 'outside', ending: 'kept-open',
    connection: { id: `c0-${Math.floor(nth / 100)}`, clientPort: 40_000 + (nth % 20_000), serverPort: 5010, nth: nth % 100 + 1 },
    timing: { startedWallMs: 1_767_603_600_000 + nth * 20, firstByteMs: 1.2, lastByteMs: 1.5 },
    request: Buffer.from(request), response: Buffer.from(response),
  }
}

function labOf(expectationOf: (nth: number) => object): Lab {
  const file = LabFile.parse({
    id: 'bench', title: 'Bench', summary: 'For measuring.', minutes: 1, learned: 'How long it takes.',
    scenario: { participants: [{ role: 'origin', name: 'workshop', implements: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE'], resources: { '/widgets': {} } }] },
    steps: [{ id: 'only', title: 'Only', expectations: Array.from({ length: 50 }, (_, nth) => ({ id: `e${nth}`, says: 'It is so.', ...expectationOf(nth) })) }],
  })
  return { ...file, pack: { id: 'bench', version: '1.0.0', title: 'Bench' }, intro: '', narrative: {} }
}

/** As labs have them: all kinds, most of them met somewhere, some near the end, some not at all. */
function typical(nth: number): object {
  switch (nth % 10) {
    case 0: return { select: { method: { not: ['GET'] } }, expect: { method: { implemented: true }, target: '/widgets', status: 405, fields: { Allow: { list: { is: ['GET', 'HEAD', 'OPTIONS', 'POST'] } } } } }
    case 1: return { select: { method: { implemented: false } }, expect: { status: 501, content: { json: [{ path: '$.status', equals: 501 }] } }, atLeast: 5 }
    case 2: return { kind: 'contrast', differOnlyIn: 'method', first: { target: '/widgets', status: 405 }, second: { target: '/widgets', status: 501 } }
    case 3: return { kind: 'order', order: [{ status: 500 }, { method: 'DELETE', status: 204 }, { status: 500 }] }
    case 4: return { select: { target: { startsWith: '/reports' } }, expect: { status: 501 }, feedback: [{ id: 'broke', when: { status: 500 }, say: 'That is a fault.' }] }
    case 5: return { kind: 'never', never: { method: 'PATCH' }, after: { status: 405 } }
    case 6: return { kind: 'coverage', methods: ['GET', 'PUT', 'DELETE'], targets: ['/widgets', '/widgets/7'] }
    case 7: return { kind: 'intervals', select: { status: 500 }, intervals: { atLeastMs: 50, atMostMs: 500 }, atLeast: 4 }
    case 8: return { expect: { status: '2xx', tookMs: { atMost: 5 } }, atLeast: 3, distinct: 'target' }
    default: return { select: { status: 500 }, expect: { fields: { 'Content-Type': { startsWith: 'application/problem+json' } }, content: { lacks: '    at ' } }, atLeast: 10 }
  }
}

function hopeless(nth: number): object {
  return nth % 5 === 0
    ? { kind: 'contrast', differOnlyIn: 'target', first: { status: 405 }, second: { status: 501, target: { startsWith: `/no-${nth}` } } }
    : { select: { status: [405, 501, 500] }, expect: { fields: { 'Content-Type': { equals: 'text/plain' } }, content: { json: [{ path: '$.error_id', equals: `x${nth}` }] } } }
}
