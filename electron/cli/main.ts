// Arguments → command → exit code. Expected failures are one line on stderr and exit 2; only our own mistakes show a stack.
import { NotACapture } from '../core/recorder/capture-file.ts'
import { PortTaken } from '../core/simulator/listening.ts'
import { StoreUnavailable } from '../core/store/unavailable.ts'
import { oneLine, UsageError } from './usage-error.ts'

type Command = (argv: readonly string[]) => Promise<number>

const COMMANDS: Readonly<Record<string, { readonly does: string; readonly load: () => Promise<{ readonly run: Command }> }>> = {
  start: { does: 'opens the app: Electron, or the same app in your browser', load: () => import('./commands/start.ts') },
  serve: { does: 'opens the app in your browser  [--port N] [--data DIR] [--packs DIR] [--watch PACK] [--no-open]', load: () => import('./commands/serve.ts') },
  list: { does: 'lists packs and labs  [--packs DIR] [--json]', load: () => import('./commands/list.ts') },
  run: { does: 'runs a lab without the page  LAB [--port N] [--data DIR] [--packs DIR] [--answers FILE] [--json]', load: () => import('./commands/run.ts') },
  grade: { does: 'grades a capture  LAB --capture FILE [--packs DIR] [--answers FILE] [--json]', load: () => import('./commands/grade.ts') },
  inspect: { does: 'says what is odd in a capture, and why  FILE [--rule ID …] [--severity error] [--json], or --rules', load: () => import('./commands/inspect.ts') },
  audit: { does: 'asks your own server which methods it takes where  URL [--methods A,B] [--targets /a,/b] [--openapi FILE [--against FILE] [--fill NAME=VALUE]] [--json|--csv|--markdown|--http|--hurl]', load: () => import('./commands/audit.ts') },
  probe: { does: 'marks your own server, whatever it is written in  URL [--fails /TARGET] [--safe] [--json] [--junit FILE]', load: () => import('./commands/probe.ts') },
  pack: { does: 'for authors: new, validate, test, build …  ("pack help" says what each does)', load: () => import('./commands/pack.ts') },
  doctor: { does: 'says what works on this machine  [--json]', load: () => import('./commands/doctor.ts') },
}

/** @returns the exit code: 0 done or all met, 1 not met, 2 bad input or no way to do it. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(usage())
    return 0
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    const what = name === '' ? 'name a command' : `there is no command "${name}"; there are`
    console.error(`lab501: ${what}: ${Object.keys(COMMANDS).join(', ')}${name === '' ? '; "help" says what each does' : ''}`)
    return 2
  }
  try {
    const command = await COMMANDS[name]?.load()
    const isTold = tellOfLostWords(name)
    const code = (await command?.run(rest)) ?? 2
    return isTold() ? code : 2
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof StoreUnavailable || error instanceof PortTaken || error instanceof NotACapture
    console.error(isExpected || isArgumentError(error) ? `lab501 ${name}: ${oneLine(error)}` : error)
    return 2
  }
}

/** Output that cannot be written (a full disk) is no success. A reader that has seen enough, such as `head`, is. @returns whether all could be written so far */
function tellOfLostWords(command: string): () => boolean {
  let isTold = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isTold || error.code === 'EPIPE') return
    isTold = false
    console.error(`lab501 ${command}: what it has to say cannot be written (${error.code ?? error.message}); make room, or send it elsewhere`)
    // It may be known only when the command is done.
    process.exitCode = 2
  })
  return () => isTold
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `  ${name.padEnd(8)}${does}`)
  return `lab501: a guided lab for HTTP semantics\n\n${lines.join('\n')}\n\nExit codes: 0 done or all met, 1 not met, 2 bad input.`
}

/** What `parseArgs` of node:util throws. */
function isArgumentError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
