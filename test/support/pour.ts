// A client of the learner's own that sends many requests over one connection, as fast as they are answered.
import { connect } from 'node:net'

const AT_ONCE = 50
/** Stands once in each final response of the simulator (RFC 9110 §6.6.1). */
const DATE = '\r\nDate: '

/** Pipelined in groups. @param url where the lab answers @param requests `METHOD target` each @returns when the last was answered */
export function pour(url: string, requests: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) })
    let [asked, answered, tail] = [0, 0, '']
    const more = () => {
      if (asked === requests.length) return void socket.end()
      const group = requests.slice(asked, asked + AT_ONCE)
      asked += group.length
      socket.write(group.map(line => `${line} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: flood/1.0\r\nAccept: application/json\r\n\r\n`).join(''))
    }
    socket.on('data', (bytes: Buffer) => {
      const text = tail + bytes.toString('latin1')
      answered += text.split(DATE).length - 1
      tail = text.slice(1 - DATE.length)
      if (answered === asked) more()
    }).on('error', reject).on('close', () => {
      if (answered === requests.length) resolve()
      else reject(new Error(`the connection closed after ${answered} of ${requests.length} answers`))
    })
    more()
  })
}
