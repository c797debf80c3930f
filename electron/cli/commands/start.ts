// `npm start`: the app in Electron where Electron can run, else the same app in the browser host.
import { buildWhenStale } from '../opening/build-page.ts'
import { getElectron, thisMachine, whyNoWindow } from '../opening/electron-binary.ts'
import { IS_PACKAGE, PROJECT } from '../opening/project.ts'
import { runElectron } from '../opening/run-electron.ts'
import { serveUntilStopped } from '../opening/serve-until-stopped.ts'
import { DATA, readArgs } from '../read-args.ts'

const FORM = { options: { data: DATA, 'no-open': { says: 'where the app runs in a browser: prints the address and opens none' } } } as const
const say = (line: string): void => console.error(line)

/** @returns 0 after it was closed. @throws UsageError, StoreUnavailable */
export async function run(argv: readonly string[]): Promise<number> {
  const { values: { data, 'no-open': noOpen } } = readArgs(FORM, argv)
  await buildWhenStale(PROJECT, say)
  const opened = await openDesktop(data)
  if (typeof opened === 'number') return opened
  const intro = `Electron is not available here (${opened.why}), so Lab 501 runs in your browser`
  return await serveUntilStopped({ data, open: !noOpen, intro })
}

/** @returns the exit code once the desktop app was closed, or why it could not be opened. */
async function openDesktop(data: string | undefined): Promise<number | { why: string }> {
  if (IS_PACKAGE) return { why: 'this package has none' }
  const machine = thisMachine()
  const noWindow = whyNoWindow(machine)
  if (noWindow) return { why: noWindow }
  const electron = await getElectron(PROJECT, machine, say)
  if ('why' in electron) return electron
  const code = await runElectron(electron.executable, PROJECT, data === undefined ? [] : ['--data', data])
  return code ?? { why: 'it stopped at once; the lines above say why' }
}
