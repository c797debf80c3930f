// `lab501 pack …`: the author's tools.
import { listOf, runCommand, type Commands } from '../command.ts'
import { UsageError } from '../usage-error.ts'

const COMMANDS: Commands = {
  new: { does: 'makes a pack of one lab that works', load: () => import('../pack/new.ts') },
  validate: { does: 'finds everything that is wrong with a pack', load: () => import('../pack/validate.ts') },
  test: { does: 'proves its labs: solutions, mistakes, mutants', load: () => import('../pack/test.ts') },
  build: { does: 'makes one file to hand out, the same bytes for the same folder', load: () => import('../pack/build.ts') },
  inspect: { does: 'shows what is in such a file, and who signed it', load: () => import('../pack/inspect.ts') },
  key: { does: 'makes a key to sign with', load: () => import('../pack/key.ts') },
}

/** @returns the exit code of the sub-command. @throws UsageError for one that is not there */
export async function run([name = '', ...argv]: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    console.log(`lab501 pack: for authors\n\n${listOf(COMMANDS, 'pack ')}\n\n"lab501 pack new --help" and the like say what each takes.`)
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const names = Object.keys(COMMANDS).map(word => `pack ${word}`).join(', ')
  if (!command) throw new UsageError(name === '' ? `say what to do: ${names}; "pack help" says what each does` : `there is no "pack ${name}"; there are: ${names}`)
  return await runCommand(`pack ${name}`, command, argv)
}
