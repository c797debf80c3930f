// `lab501 pack …`: the author's tools.
import { UsageError } from '../usage-error.ts'

type Command = (argv: readonly string[]) => Promise<number>

const COMMANDS: Readonly<Record<string, { readonly does: string; readonly load: () => Promise<{ readonly run: Command }> }>> = {
  new: { does: 'makes a pack of one lab that works  DIR [--id ID] [--title TEXT] [--author NAME]', load: () => import('../pack/new.ts') },
  validate: { does: 'finds everything that is wrong with a pack  DIR|FILE [--json]', load: () => import('../pack/validate.ts') },
  test: { does: 'proves its labs: solutions, mistakes, mutants  DIR|FILE [LAB …] [--json] [--junit FILE]', load: () => import('../pack/test.ts') },
  build: { does: 'makes one file to hand out  DIR [-o FILE] [--key FILE] [--as NAME] [--force]', load: () => import('../pack/build.ts') },
  inspect: { does: 'shows what is in such a file, and who signed it  FILE [--data DIR] [--json]', load: () => import('../pack/inspect.ts') },
  key: { does: 'makes a key to sign with  FILE', load: () => import('../pack/key.ts') },
}

/** @returns the exit code of the sub-command. @throws UsageError for one that is not there */
export async function run([name = '', ...argv]: readonly string[]): Promise<number> {
  if (name === '' || name === 'help' || name === '--help') {
    console.log(Object.entries(COMMANDS).map(([word, { does }]) => `  pack ${word.padEnd(10)}${does}`).join('\n'))
    return name === '' ? 2 : 0
  }
  if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(`there is no "pack ${name}"; there are: ${Object.keys(COMMANDS).map(word => `pack ${word}`).join(', ')}`)
  const command = await COMMANDS[name]?.load()
  return (await command?.run(argv)) ?? 2
}
