// The words and options of one command: one table reads them, refuses others in one line, and answers --help.
import { parseArgs } from 'node:util'
import { nearestWord } from '../model/nearest-word.ts'
import { UsageError } from './usage-error.ts'

export interface OptionForm {
  /** What follows it; absent for one that stands alone. */
  readonly takes?: string
  /** It may be written several times. */
  readonly many?: true
  readonly short?: string
  /** The command does nothing without it. */
  readonly must?: true
  readonly says: string
}

export interface Form {
  /** What is named without an option, such as `LAB`; absent where there is no such thing. */
  readonly words?: string
  readonly options: Readonly<Record<string, OptionForm>>
}

type Value<O extends OptionForm> = O extends { takes: string } ? (O extends { many: true } ? string[] : string) | undefined : boolean
type Values<F extends Form> = { -readonly [K in keyof F['options']]: Value<F['options'][K]> }

/** Somebody asked what the command takes, and nothing else. */
export class HelpWanted extends Error {
  readonly form: Form
  constructor(form: Form) {
    super('help')
    this.form = form
  }
}

/** Options that several commands have. */
export const DATA = { takes: 'DIR', says: 'the folder with attempts and added packs; the usual one is what "doctor" names' } as const
export const PACKS = { takes: 'DIR', many: true, says: 'a folder of packs besides ours and those that were added; may be repeated' } as const
export const JUNIT = { takes: 'FILE', says: 'writes the result as JUnit XML too' } as const
export const JSON_OUT = { says: 'prints JSON for programs' } as const
export const WITHOUT_KEY = { says: 'leaves out the key that results are signed with' } as const

/** @returns what was typed. @throws UsageError for what the command does not take, HelpWanted for --help and -h */
export function readArgs<const F extends Form>(form: F, argv: readonly string[]): { values: Values<F>; words: string[] } {
  const end = argv.indexOf('--')
  if (argv.slice(0, end < 0 ? undefined : end).some(word => word === '--help' || word === '-h')) throw new HelpWanted(form)
  const options = Object.fromEntries(Object.entries(form.options).map(([name, { takes, many, short }]) => [name, {
    type: takes === undefined ? 'boolean' as const : 'string' as const, ...(many && { multiple: true }), ...(short !== undefined && { short }), ...(takes === undefined && { default: false }),
  }]))
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, strict: true, options })
    if (form.words === undefined && positionals.length > 0) throw new UsageError(`"${positionals[0]}" is one word too many; here is nothing to be named but options`)
    faultOfEmpty(form, values, positionals)
    // The table says of each option whether a text follows it, which the compiler cannot see.
    return { values: values as Values<F>, words: positionals }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(inWords(error, form.options))
  }
}

/** An empty one mostly comes of a variable that is not set, and would be taken for what is usual. */
function faultOfEmpty(form: Form, values: Readonly<Record<string, unknown>>, words: readonly string[]): void {
  for (const [name, { takes, must }] of Object.entries(form.options)) {
    const value = values[name]
    if (Array.isArray(value) ? value.includes('') : value === '') throw new UsageError(`--${name} is followed by ${takes}, and here by nothing; ${must ? 'it has to be named' : `write it, or leave --${name} out`}`)
  }
  if (words.includes('')) throw new UsageError(`"" names nothing; write ${form.words}, or leave it out`)
}

/** What `parseArgs` throws names the option in quotes: `'--port <value>'`, `'-o, --output <value>'`. */
function inWords(error: unknown, options: Form['options']): string {
  const typed = /'(?:-\w, )?(-{1,2}[^ '=]*)/.exec(error instanceof Error ? error.message : String(error))?.[1] ?? ''
  const name = typed.replace(/^-+/, '')
  const known = options[name]
  if (known?.takes !== undefined) return `--${name} is followed by ${known.takes}; write one that begins with a hyphen as --${name}=…`
  if (known) return `--${name} stands alone; leave out what follows it`
  const names = Object.keys(options)
  const near = nearestWord(name, names)
  const mend = near !== undefined ? `do you mean --${near}?` : names.length === 0 ? 'there are none' : `there are: ${names.map(one => `--${one}`).join(', ')}`
  return `there is no option "${typed}"; ${mend}`
}
