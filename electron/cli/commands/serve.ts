// `lab501 serve`: the app in the browser host, until Ctrl-C.
import { buildWhenStale } from '../opening/build-page.ts'
import { PROJECT } from '../opening/project.ts'
import { serveUntilStopped } from '../opening/serve-until-stopped.ts'
import { DATA, PACKS, readArgs } from '../read-args.ts'
import { readPacks } from '../read-packs.ts'
import { readPort } from '../read-port.ts'

const FORM = {
  options: {
    port: { takes: 'N', says: 'of the page; 0 takes a free one' },
    watch: { takes: 'PACK', says: 'the folder of a pack that you are writing: each save is on the page at once' },
    'no-open': { says: 'prints the address and opens no browser' },
    data: DATA, packs: PACKS,
  },
} as const

/** @returns 0 after it was stopped. @throws UsageError, StoreUnavailable */
export async function run(argv: readonly string[]): Promise<number> {
  const { values } = readArgs(FORM, argv)
  const port = values.port === undefined ? undefined : readPort(values.port)
  const packs = readPacks(values.packs)
  await buildWhenStale(PROJECT, line => console.error(line))
  return await serveUntilStopped({ data: values.data, packs, watch: values.watch, port, open: !values['no-open'], intro: 'Lab 501 runs in your browser' })
}
