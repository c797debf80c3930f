// The requests of a conformance run, in the order of sending.
import type { OwnServer } from '../own-server.ts'
import { bytesOf, NEVER, type Probe } from '../probe.ts'

export const MISSING = '/lab501-nothing-is-here'

export interface RunOptions {
  /** Leaves out every method that may change something. */
  readonly isSafe: boolean
  /** A target that fails on purpose. */
  readonly fails?: string
}

/** Probes whose bytes break the grammar; what is said about answers in general is not judged by the answers to these. */
export const MALFORMED: ReadonlySet<string> = new Set(['host-missing', 'host-twice', 'host-invalid', 'colon-space', 'length-invalid', 'lengths-differ', 'method-illegal', 'garbage', 'coding-unknown', 'target-long', 'field-large', 'percent'])

export function conformanceProbes({ target, authority }: Pick<OwnServer, 'target' | 'authority'>, { isSafe, fails }: RunOptions): Probe[] {
  const ask = (id: string, method: string, at = target): Probe => ({ id, bytes: bytesOf({ method, target: at }, authority) })
  const raw = (id: string, ...lines: string[]): Probe => ({ id, bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1') })
  const line = `GET ${target} HTTP/1.1`
  const host = `Host: ${authority}`
  const get = Buffer.from(`${line}\r\n${host}\r\n\r\n`)
  return [
    ask('get', 'GET'), ask('head', 'HEAD'), ask('options', 'OPTIONS'), ask('options-star', 'OPTIONS', '*'), ask('trace', 'TRACE'),
    ask('unknown', 'FROBNICATE'), ask('unknown-missing', 'LAB501', MISSING), ask('case', 'get'), ask('missing', 'GET', MISSING),
    ...(isSafe ? [] : [
      ask('post', 'POST'), ask('put', 'PUT'), ask('patch', 'PATCH'),
      { id: 'broken-json', bytes: bytesOf({ method: 'POST', target, content: { type: 'application/json', text: '{"' } }, authority) },
      ask('delete', 'DELETE'),
    ]),
    raw('absolute', `GET http://${authority}${target} HTTP/1.1`, host), raw('http-1.0', `GET ${target} HTTP/1.0`),
    { id: 'two', bytes: Buffer.concat([get, get]) },
    raw('host-missing', line), raw('host-twice', line, host, 'Host: lab501.invalid'), raw('host-invalid', line, 'Host: a b'),
    raw('colon-space', line, host, 'X-Lab501 : 1'), raw('length-invalid', line, host, 'Content-Length: abc'),
    raw('lengths-differ', line, host, 'Content-Length: 0', 'Content-Length: 1'),
    raw('method-illegal', `GE(T ${target} HTTP/1.1`, host, NEVER),
    { id: 'coding-unknown', bytes: Buffer.from(`${line}\r\n${host}\r\nTransfer-Encoding: lab501, chunked\r\n\r\n0\r\n\r\n`) },
    ask('percent', 'GET', '/%zz'), ask('target-long', 'GET', `/${'a'.repeat(19_999)}`), raw('field-large', line, host, `X-Lab501: ${'a'.repeat(40_000)}`),
    // The beginning of a TLS handshake, which is what a server without TLS sees most often.
    raw('garbage', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
    ...(fails === undefined ? [] : [ask('fails', 'GET', fails)]),
    ask('after', 'GET'),
  ]
}
