// A command by its name: what it does in a line, what it takes for --help, and its code, which is loaded when it is wanted.
import { HelpWanted, type Form } from './read-args.ts'

export interface Command {
  readonly does: string
  readonly load: () => Promise<{ readonly run: (argv: readonly string[]) => Promise<number> }>
}
export type Commands = Readonly<Record<string, Command>>

/** @returns the exit code; 0 when only its usage was wanted. @param name all words of it */
export async function runCommand(name: string, { does, load }: Command, argv: readonly string[]): Promise<number> {
  const { run } = await load()
  try {
    return await run(argv)
  } catch (error) {
    if (!(error instanceof HelpWanted)) throw error
    console.log(usageOf(name, does, error.form))
    return 0
  }
}

/** @returns a line for each command. */
export function listOf(commands: Commands, before = ''): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length)) + 2
  return Object.entries(commands).map(([name, { does }]) => `  ${before}${name.padEnd(width)}${does}`).join('\n')
}

function usageOf(name: string, does: string, { words, options }: Form): string {
  const rows = Object.entries(options).map(([option, { takes, short, says }]) => [`${short === undefined ? '' : `-${short}, `}--${option}${takes === undefined ? '' : ` ${takes}`}`, says] as const)
  const width = Math.max(0, ...rows.map(([left]) => left.length)) + 2
  const line = ['lab501', name, ...(words === undefined ? [] : [words]), ...(rows.length === 0 ? [] : ['[options]'])].join(' ')
  return [line, `  ${does}`, ...(rows.length === 0 ? [] : ['', ...rows.map(([left, says]) => `  ${left.padEnd(width)}${says}`)])].join('\n')
}
