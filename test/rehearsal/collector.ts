// The collector of a rehearsed workshop: the command that an instructor has, in a process that is killed and begins again at the same address.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJoinCode } from '../../electron/model/join-code.ts'

const CLI = join(import.meta.dirname, '../../electron/cli/lab501.js')
/** In groups of four, five of them on a line. */
const CODE = /Join code for .*\n\s*([0-9A-Z*~$=\s]+?)\n\s*\n/

export class Collector {
  readonly into: string
  readonly #dataFolder: string
  #child: ChildProcess | undefined
  #code = ''

  constructor(folder: string, into = 'collected') {
    this.into = join(folder, into)
    this.#dataFolder = join(folder, 'instructor')
    mkdirSync(this.#dataFolder, { recursive: true })
  }

  get code(): string {
    return this.#code
  }

  /** How many results are in its folder. */
  get kept(): number {
    return readdirSync(this.into).filter(name => name.endsWith('.lab501-result')).length
  }

  /** The same code holds as before. */
  async start(): Promise<void> {
    const before = readJoinCode(this.#code)
    const port = 'code' in before ? before.code.port : 0
    const child = spawn(process.execPath, [CLI, 'collect', '--listen', `127.0.0.1:${port}`, '--into', this.into, '--data', this.#dataFolder], { stdio: ['ignore', 'pipe', 'ignore'] })
    this.#child = child
    let out = ''
    const code = new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
        const found = CODE.exec(out)?.[1]
        if (found !== undefined) resolve(found.replaceAll(/\s+/g, ''))
      })
      child.once('close', status => reject(new Error(`the collector ended with ${status ?? 'a signal'}: ${out}`)))
    })
    code.catch(() => undefined)
    const told = await code
    if (this.#code !== '' && told !== this.#code) throw new Error('the collector came back with another code')
    this.#code = told
  }

  /** Without a word, as when the power fails. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const closed = once(child, 'close')
    child.kill(signal)
    await closed
  }
}
