// What a backup holds, for whoever has it: nobody should have to guess what is in a file before it is given away.
import type { Statement } from '../core/backup/whole-backup.ts'

export const NO_DIGEST = '  no digest, since an earlier Lab 501 made it: whether it is as it was written cannot be told'

/** @returns lines for a person */
export function statementOf(file: string, { attempts, benches, requests, packs, hasKey, strange, isUnsealed }: Statement): string {
  return [
    `${file}: secret. ${hasKey ? 'Whoever has it can sign results as you, and' : 'Whoever has it'} can read all that you captured, passwords and cookies too. It holds:`,
    `  ${attempts} attempts at labs, with every exchange, answer and hint, and their logs`,
    `  ${benches} benches (playground, own server, captures), with their setups, audits and exchanges`,
    `  ${requests} saved requests`,
    ...(packs.length === 0 ? ['  no packs: none was added'] : packs.map(pack => `  the pack ${pack}`)),
    hasKey ? '  the private key that results are signed with' : '  no key: whoever restores it goes on with a key of their own',
    ...(isUnsealed ? [NO_DIGEST] : []),
    ...strange.map(one => `  not usable: ${one}`),
  ].join('\n')
}
