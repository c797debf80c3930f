// Sends the bytes of one request to one server and keeps what comes back.
import { connect } from 'node:net'
import { ResponseReader } from '../../electron/core/wire/response-reader.ts'
import type { SurveyEnding } from '../../electron/model/survey.ts'
import { quiet } from '../support/quiet.ts'

/** After a complete answer: time for a server to close, or to answer what it takes for another request. */
const SETTLE_MS = 150
/** A server that says nothing for so long won't. */
const SILENCE_MS = 2_000
const SECOND = Buffer.from('GET /hello.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')

export interface Answer { readonly response: Buffer; readonly ending: SurveyEnding }

/** @returns all that `port` of loopback sent before it was asked a second time, and whether it took that second request. */
export function ask(port: number, request: Buffer): Promise<Answer> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true })
    const reader = new ResponseReader(request.toString('latin1').split(' ', 1)[0] ?? '')
    const chunks: Buffer[] = []
    let isAskedAgain = false
    const silence = quiet(() => { if (isAskedAgain) finish('timed-out'); else askAgain() })
    const finish = (ending: SurveyEnding) => {
      silence.end()
      socket.removeAllListeners().on('error', () => undefined).destroy()
      resolve({ response: Buffer.concat(chunks), ending })
    }
    const askAgain = () => {
      if (chunks.length === 0) return finish('timed-out')
      isAskedAgain = true
      silence.wait(SILENCE_MS)
      socket.write(SECOND)
    }
    socket.on('data', bytes => {
      if (isAskedAgain) return finish('kept-open')
      chunks.push(bytes)
      reader.take(bytes)
      silence.wait(reader.done ? SETTLE_MS : SILENCE_MS)
    })
    socket.on('end', () => finish('server-closed'))
    // Once there is an answer, a reset instead of a close is chance: it depends on what the server left unread.
    socket.on('error', () => finish(chunks.length > 0 ? 'server-closed' : 'reset'))
    silence.wait(SILENCE_MS)
    socket.write(request)
  })
}
