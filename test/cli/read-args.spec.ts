// What a command takes: read, refused in one line, and told for --help.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { main } from '../../electron/cli/main.ts'
import { readArgs } from '../../electron/cli/read-args.ts'

const FORM = { words: 'LAB', options: { port: { takes: 'N', says: 'p' }, packs: { takes: 'DIR', many: true, says: 'd' }, output: { takes: 'FILE', short: 'o', says: 'o' }, json: { says: 'j' } } } as const

it('words, options and what stands alone are read', () => {
  expect(readArgs(FORM, ['a', '--port', '1', '--packs', 'x', '--packs=y', '-o', 'f', '--', '--help'])).toEqual({ values: { port: '1', packs: ['x', 'y'], output: 'f', json: false }, words: ['a', '--help'] })
  expect(readArgs(FORM, ['--json']).values).toEqual({ json: true })
})

describe('what a command does not take is refused in one line with the mend', () => {
  it.each([
    [['--frob'], 'there is no option "--frob"; there are: --port, --packs, --output, --json'],
    [['-x'], 'there is no option "-x"; there are: --port, --packs, --output, --json'],
    [['--prot', '1'], 'there is no option "--prot"; do you mean --port?'],
    [['--port'], '--port is followed by N; write one that begins with a hyphen as --port=…'],
    [['-o'], '--output is followed by FILE; write one that begins with a hyphen as --output=…'],
    [['--port', '--json'], '--port is followed by N; write one that begins with a hyphen as --port=…'],
    [['--port', ''], '--port is followed by N, and here by nothing; write it, or leave --port out'],
    [['--packs=x', '--packs='], '--packs is followed by DIR, and here by nothing; write it, or leave --packs out'],
    [['-o', ''], '--output is followed by FILE, and here by nothing; write it, or leave --output out'],
    [['a', ''], '"" names nothing; write LAB, or leave it out'],
    [['--json=yes'], '--json stands alone; leave out what follows it'],
  ])('%j', (argv, says) => {
    expect(() => readArgs(FORM, argv)).toThrow(new Error(says))
  })

  it('where an option has to be named', () => {
    expect(() => readArgs({ options: { capture: { takes: 'FILE', must: true, says: 'c' } } }, ['--capture='])).toThrow(new Error('--capture is followed by FILE, and here by nothing; it has to be named'))
  })

  it('where nothing is named, and where there is no option', () => {
    expect(() => readArgs({ options: {} }, ['all'])).toThrow(new Error('"all" is one word too many; here is nothing to be named but options'))
    expect(() => readArgs({ words: 'FILE', options: {} }, ['--x'])).toThrow(new Error('there is no option "--x"; there are none'))
  })
})

describe('--help', () => {
  afterEach(() => vi.restoreAllMocks())

  async function said(...argv: readonly string[]): Promise<string> {
    process.stdout.setMaxListeners(100)
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const code = await main(argv)
    expect({ argv, code, error: error.mock.calls }).toEqual({ argv, code: 0, error: [] })
    return log.mock.calls.splice(0).flat().join('\n')
  }
  const namesIn = (text: string) => [...text.matchAll(/^ {2}((?:pack )?\w+) {2}/gm)].map(([, name = '']) => name)

  it('of every command is its usage, and nothing is done', async () => {
    const commands = [...namesIn(await said('help')), ...namesIn(await said('pack', 'help'))]
    expect(commands).toHaveLength(22)
    for (const [nth, command] of commands.entries()) {
      expect(await said(...command.split(' '), nth % 2 === 0 ? '--help' : '-h')).toMatch(new RegExp(`^lab501 ${command}\\b.*\\n\\s*\\S`))
    }
  })

  it('says what is named, what the command does, and each option', async () => {
    expect(await said('pack', 'build', 'dir', '--force', '--help')).toBe([
      'lab501 pack build DIR [options]',
      '  makes one file to hand out, the same bytes for the same folder',
      '',
      '  -o, --output FILE  its name; without it ID-VERSION.labpack',
      '  --key FILE         signs with the key that "pack key" made',
      '  --as NAME          whose signature it is; without it the first author',
      '  --force            puts it in the place of a file that is there',
    ].join('\n'))
  })
})
