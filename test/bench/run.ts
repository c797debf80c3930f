// `npm run bench`: everything; `npm run bench -- capture memory`: what is named. Prints figures and asserts none.
import { run as classroom } from './class.ts'
import { run as collecting } from './collecting.ts'
import { run as grading } from './grading.ts'
import { run as hostile } from './hostile.ts'
import { run as live } from './live.ts'
import { compare } from './measure.ts'
import { run as memory } from './memory.ts'
import { run as page } from './page.ts'
import { run as results } from './results.ts'
import { idle, run as start } from './start.ts'
import { findPeers } from './servers/peers.ts'
import { run as validate } from './validate.ts'

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  /** Against node:http with the same answer, which captures nothing. */
  http: () => compare(['simulator', 'node:http']),
  /** Against the limit of this runtime. */
  limit: () => compare(['simulator', 'node:net']),
  /** What capturing costs. */
  capture: () => compare(['simulator', 'simulator, nothing kept']),
  /** Against other mock servers, where they are. */
  peers: async () => {
    const { found, missing } = findPeers()
    for (const words of missing) console.log(`skipped ${words}`)
    if (found.length > 0) await compare(['simulator', ...found])
  },
  memory,
  /** What grading costs beside reading the same capture. */
  grading,
  /** How long a hostile pack takes to be refused. */
  hostile,
  /** How long a pack of 100 labs takes to be read. */
  validate,
  /** From saving a file of a pack to the new text on the page. */
  live,
  /** Long tasks, frames and late answers with 10,000 exchanges. */
  page,
  /** A large course: 5,000 results verified and graded anew. */
  results,
  /** Long tasks of the instructor's page while 3,000 results are opened, and after. */
  class: classroom,
  /** How long 500 learners wait for a collector that all of them send to at once. */
  collecting,
  /** The first lab beside an empty page. */
  start,
  /** The idle core beside a bare Node. */
  idle,
}

const named = process.argv.slice(2)
const unknown = named.find(name => !Object.hasOwn(BENCHES, name))
if (unknown !== undefined) {
  console.error(`bench: there is no "${unknown}"; there are: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  console.log(`\n== ${name}`)
  await BENCHES[name]?.()
}
