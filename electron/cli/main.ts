// Arguments → command → exit code. Expected failures are one line on stderr and exit 2; only our own mistakes show a stack.
import { NotACapture } from '../core/captures/read-capture.ts'
import { PortTaken } from '../core/simulator/listening.ts'
import { StoreUnavailable } from '../core/store/unavailable.ts'
import { listOf, runCommand, type Commands } from './command.ts'
import { oneLine } from '../model/one-line.ts'
import { UsageError } from './usage-error.ts'

const COMMANDS: Commands = {
  start: { does: 'opens the app: Electron, or the same app in your browser', load: () => import('./commands/start.ts') },
  serve: { does: 'opens the app in your browser', load: () => import('./commands/serve.ts') },
  list: { does: 'lists packs and labs', load: () => import('./commands/list.ts') },
  run: { does: 'runs a lab without the page, and grades it when its input ends (Ctrl D) or at Ctrl C; or a topology of the playground', load: () => import('./commands/run.ts') },
  grade: { does: 'grades a capture', load: () => import('./commands/grade.ts') },
  inspect: { does: 'says what is odd in a capture, and why', load: () => import('./commands/inspect.ts') },
  capture: { does: 'writes a capture in another form, without its secrets', load: () => import('./commands/capture.ts') },
  audit: { does: 'asks your own server which methods it takes where, and whether it keeps its contract', load: () => import('./commands/audit.ts') },
  probe: { does: 'marks your own server, whatever it is written in', load: () => import('./commands/probe.ts') },
  results: { does: 'for instructors: checks and grades the results that learners handed in', load: () => import('./commands/results.ts') },
  collect: { does: 'for instructors: takes results from the learners\' apps, at an address that you name', load: () => import('./commands/collect.ts') },
  kit: { does: 'for instructors: puts app, packs, hand-outs and guide for a workshop into a folder', load: () => import('./commands/kit.ts') },
  backup: { does: 'writes everything that you did into one file', load: () => import('./commands/backup.ts') },
  restore: { does: 'adds what a backup holds to what is here', load: () => import('./commands/restore.ts') },
  pack: { does: 'for authors: new, validate, test, build …  ("pack help" says what each does)', load: () => import('./commands/pack.ts') },
  doctor: { does: 'says what works on this machine', load: () => import('./commands/doctor.ts') },
}

/** @returns the exit code: 0 done or all met, 1 not met, 2 bad input or no way to do it. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...rest] = argv
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(usage())
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    const what = name === '' ? 'name a command' : `there is no command "${name}"; there are`
    console.error(`lab501: ${what}: ${Object.keys(COMMANDS).join(', ')}${name === '' ? '; "help" says what each does' : ''}`)
    return 2
  }
  try {
    const isTold = tellOfLostWords(name)
    const code = await runCommand(name, command, rest)
    return isTold() ? code : 2
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof StoreUnavailable || error instanceof PortTaken || error instanceof NotACapture
    console.error(isExpected ? `lab501 ${name}: ${oneLine(error)}` : error)
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
  return `lab501: a guided lab for HTTP semantics\n\n${listOf(COMMANDS)}\n\n"lab501 run --help" and the like say what each takes. Exit codes: 0 done or all met, 1 not met, 2 bad input.`
}
