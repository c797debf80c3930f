// Names that lead elsewhere, mean something else on another system, or stand for two files.
import type { HostileCase } from './hostile-case.ts'
import { teaWith } from './hostile-case.ts'
import type { RawEntry } from './raw-zip.ts'

const named = (what: string, name: string, says: string, more: Partial<RawEntry> = {}): HostileCase => (
  { name: `a name ${what}`, says, archive: () => teaWith([{ content: 'x', ...more, name }]) }
)
const two = (what: string, first: string, second: string, says: string): HostileCase => (
  { name: what, says, archive: () => teaWith([{ name: first, content: '1' }, { name: second, content: '2' }]) }
)
const UTF8 = { flags: 0x800 }

export const NAMES: readonly HostileCase[] = [
  named('that climbs out', '../evil.md', 'the name leads out of the folder'),
  named('that climbs out later', 'brew/../../evil.md', 'the name leads out of the folder'),
  named('that climbs and comes back', 'brew/../pack.yaml', 'the name leads out of the folder'),
  named('from the root of the disk', '/etc/cron.d/evil.md', 'the name begins at the root of the disk'),
  named('with two slashes in front', '//server/share/evil.md', 'the name begins at the root of the disk'),
  named('with a drive', 'C:/evil.md', 'the name begins with a drive letter'),
  named('relative to a drive', 'c:evil.md', 'the name begins with a drive letter'),
  named('that climbs by backslashes', String.raw`..\evil.md`, 'the name holds a backslash'),
  named('of a share on Windows', String.raw`\\server\share\evil.md`, 'the name holds a backslash'),
  named('with one backslash', String.raw`brew\evil.md`, 'the name holds a backslash'),
  named('with a NUL', 'evil.md\0.png', 'the name holds a NUL'),
  named('with a line break', 'evil\n.md', 'characters besides'),
  named('with an escape of terminals', '\x1b[2Jevil.md', String.raw`\u001b[2Jevil.md: a name has characters besides`),
  named('of another stream', 'brew/lab.yaml:evil.md', 'characters besides'),
  named('of a home', '~/evil.md', 'characters besides'),
  named('that is an option', '-rf.md', 'characters besides'),
  named('that is a device', 'con.md', 'is a device on Windows'),
  named('that is a device in capitals', 'brew/LPT1.yaml', 'is a device on Windows'),
  named('whose folder is a device', 'aux/evil.md', 'is a device on Windows'),
  named('that ends in a dot', 'evil.md.', 'ends in a dot or a blank'),
  named('whose folder ends in a blank', 'brew /evil.md', 'ends in a dot or a blank'),
  named('that is empty', '', 'an entry has no name'),
  named('with an empty part', 'brew//evil.md', 'the name has an empty part'),
  named('with a part that is a dot', './evil.md', 'the name has an empty part'),
  named('of a folder', 'brew/evil/', 'the entry is a folder'),
  named('of a hidden file', '.bashrc.txt', 'begins with a dot'),
  named('in a hidden folder', '.git/hooks.txt', 'begins with a dot'),
  named('without end', `${'a'.repeat(60_000)}.md`, 'more than 160 characters'),
  named('that lies deep', 'a/b/c/d/evil.md', 'lies deeper than 3 folders'),
  named('that lies very deep', `${'a/'.repeat(20_000)}evil.md`, 'more than 160 characters'),
  named('with an umlaut', 'n\u00e4her.md', 'characters besides', UTF8),
  named('with an umlaut in two pieces', 'na\u0308her.md', 'characters besides', UTF8),
  named('that reads backwards', 'evil\u202egnp.md', String.raw`evil\u202egnp.md: a name has characters besides`, UTF8),
  named('in letters that only look like ours', 'p\u0430ck.md', 'characters besides', UTF8),
  named('that is not UTF-8', 'evil\xff.md', 'characters besides'),
  two('the same name twice', 'evil.md', 'evil.md', 'the name stands in the archive twice'),
  { name: 'a second manifest', says: 'the name stands in the archive twice', archive: () => teaWith([{ name: 'manifest.json', content: '{}' }]) },
  { name: 'a second pack.yaml in capitals', says: 'differs from "pack.yaml" by upper and lower case only', archive: () => teaWith([{ name: 'Pack.YAML', content: 'x' }]) },
  two('names that differ by case', 'brew/evil.md', 'brew/EVIL.md', 'by upper and lower case only'),
  two('a file that is a folder too', 'evil.md', 'evil.md/x.md', 'a file and a folder at once'),
]
