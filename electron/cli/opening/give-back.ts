// What reading all packs leaves behind goes back to the machine. V8 does so by itself, but only some seconds after a collection, and a process that waits from its start on has none.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After this the packs are read, and a page that opened at once has what it asked for first. */
const REST_MS = 3_000

/** Collects what is young, once, which takes some milliseconds. @returns ends the waiting */
export function giveBackAtRest(): Disposable {
  const timer = setTimeout(() => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as (how: { readonly type: 'minor' }) => void
    setFlagsFromString('--no-expose-gc')
    collect({ type: 'minor' })
  }, REST_MS).unref()
  return { [Symbol.dispose]: () => clearTimeout(timer) }
}
