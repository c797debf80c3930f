// The thread in which results are verified, as every entry starts it.
import { Worker } from 'node:worker_threads'
import type { Answered, VerifierThread } from './core/collector/verify.ts'

/** @returns the thread, started; it keeps no process alive. @param program that of `verifier.ts`, where this is bundled or packaged the one that it became */
export function startVerifier(program: string): VerifierThread {
  const thread = new Worker(program, { name: 'Lab 501 verifier' })
  thread.unref()
  return {
    post: (asked, moved) => thread.postMessage(asked, moved),
    onMessage: listener => void thread.on('message', (answered: Answered) => listener(answered)),
    onEnd: listener => void thread.on('error', (error: unknown) => listener(error instanceof Error ? error.message : String(error))).on('exit', code => listener(`exit code ${code}`)),
    kill: () => void thread.terminate(),
  }
}
