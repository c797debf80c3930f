// The program of the process in which topologies run: beside the app in Electron (a utility process), beside the core elsewhere (a child process).
import type { MessagePort } from './core/topology/messages.ts'
import { serveTopologies } from './core/topology/serve-topologies.ts'

/** What Electron puts into `process` of a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

// A terminal sends these to every process of its group. When to end is the core's to say, so that the last exchanges are saved.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
// Nobody is left to tell.
process.once('disconnect', () => process.exit(0))

serveTopologies('parentPort' in process ? electronPort(process.parentPort) : nodePort(), () => process.exit(0))

function electronPort(parent: ParentPort): MessagePort {
  return { post: message => parent.postMessage(message), onMessage: listener => parent.on('message', ({ data }) => listener(data)) }
}

function nodePort(): MessagePort {
  return {
    // What cannot be sent because the core is gone is nobody's; 'disconnect' follows.
    post: message => void process.send?.(message, undefined, undefined, () => undefined),
    onMessage: listener => void process.on('message', listener),
  }
}
