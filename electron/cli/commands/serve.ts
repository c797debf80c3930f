// `lab501 serve`: the app in the browser host, until Ctrl-C.
import { parseArgs } from 'node:util'
import { buildWhenStale } from '../opening/build-page.ts'
import { PROJECT } from '../opening/project.ts'
import { serveUntilStopped } from '../opening/serve-until-stopped.ts'
import { readPacks } from '../read-packs.ts'
import { readPort } from '../read-port.ts'

/** @returns 0 after it was stopped. @throws UsageError, StoreUnavailable */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv], strict: true,
    options: { port: { type: 'string' }, data: { type: 'string' }, packs: { type: 'string', multiple: true }, watch: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
  })
  const port = values.port === undefined ? undefined : readPort(values.port)
  const packs = readPacks(values.packs)
  await buildWhenStale(PROJECT, line => console.error(line))
  return await serveUntilStopped({ data: values.data, packs, watch: values.watch, port, open: !values['no-open'], intro: 'Lab 501 runs in your browser' })
}
