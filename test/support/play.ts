// Labs played by a client of the learner's own.
import { execFile, spawnSync } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { exchangesOf, play as playScript, sendAsComposer, type Send } from '../../electron/core/proving/play.ts'
import type { Exchange } from '../../electron/model/exchange.ts'
import type { Lab } from '../../electron/model/lab.ts'

export { answersOf } from '../../electron/core/proving/play.ts'

export const HAS_CURL = spawnSync('curl', ['--version']).status === 0

/** As the briefs show it: `-I` for HEAD, `-X` for the others. */
export const sendByCurl: Send = async ({ method, target, fields, content }, { entries }) => {
  const how = method === 'HEAD' ? ['-I'] : ['-X', method]
  const headers = fields.flatMap(({ name, value }) => ['-H', `${name}: ${value}`])
  const data = content === '' ? [] : ['--data-binary', content]
  await promisify(execFile)('curl', ['-sS', '--noproxy', '*', '-o', '/dev/null', ...how, ...headers, ...data, `${entries[0]?.url ?? ''}${target}`])
  await wait(10)
}

/** @returns the capture of a play. */
export async function play(lab: Lab, text: string, send: Send = sendAsComposer): Promise<Exchange[]> {
  return exchangesOf(await playScript(lab, text, send))
}
