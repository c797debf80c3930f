// The process of the topologies as a utility process of Electron.
import { utilityProcess } from 'electron'
import type { ChildProcessPort } from '../core/topology/messages.ts'

/** @returns the process, started. @param program the built `topology.js` */
export function forkTopology(program: string): ChildProcessPort {
  const child = utilityProcess.fork(program, [], { serviceName: 'Lab 501 simulator' })
  return {
    post: message => child.postMessage(message),
    onMessage: listener => void child.on('message', listener),
    onEnd: listener => void child.once('exit', code => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  }
}
