// The process of the topologies as a child of this one.
import { fork } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import type { ChildProcessPort } from '../../core/topology/messages.ts'
import { programAt } from './project.ts'

const PROGRAM = programAt('topology')

/** @returns the process, started. @param started is told its id */
export function forkTopology(started: (pid: number) => void = () => undefined): ChildProcessPort {
  const cache = getCompileCacheDir()
  const child = fork(PROGRAM, {
    // Its standard output would stand between the lines of ours.
    serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [],
    env: { ...process.env, ...(cache !== undefined && { NODE_COMPILE_CACHE: dirname(cache) }) },
  })
  if (child.pid !== undefined) started(child.pid)
  const exited = new Promise<string>(resolve => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    child.once('error', error => resolve(error.message))
  })
  // Messages that it sent before it died are read until this says that there are no more.
  const heard = new Promise<void>(resolve => child.once('disconnect', resolve))
  return {
    post: message => void (child.connected && child.send(message, () => undefined)),
    onMessage: listener => void child.on('message', listener),
    onEnd: listener => void Promise.all([exited, heard]).then(([why]) => listener(why)),
    kill: () => void child.kill('SIGKILL'),
  }
}
