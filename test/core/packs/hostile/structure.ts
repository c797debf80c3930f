// Archives that two readers could read in two ways, that break off, or that would not stop.
import { deflateRawSync, gzipSync } from 'node:zlib'
import type { HostileCase } from './hostile-case.ts'
import { entriesOf, TEA, teaBut, teaWith } from './hostile-case.ts'
import { type RawEnd, type RawEntry, rawZip } from './raw-zip.ts'

const MIB = 1_048_576
const zeros = (octets: number) => Buffer.alloc(octets)
const noise = (octets: number) => Buffer.alloc(octets).map((_, at) => at * 2_654_435_761 >>> 13) as Buffer

const entry = (name: string, changes: Partial<RawEntry>, says: string): HostileCase => ({ name, says, archive: () => teaWith([{ name: 'brew/evil.md', content: 'x'.repeat(50), ...changes }]) })
const end = (name: string, changes: RawEnd, says: string): HostileCase => ({ name, says, archive: () => teaWith([], changes) })
const octets = (name: string, archive: () => Uint8Array, says: string): HostileCase => ({ name, says, archive })
const UNIX = 0x0314
const mode = (bits: number) => ({ madeBy: UNIX, attributes: bits * 65_536 })

const LINKS: readonly HostileCase[] = [
  entry('a link', { content: '/etc/passwd', ...mode(0o120777) }, 'it is a link'),
  entry('a device', mode(0o020666), 'it is no plain file'),
  entry('a named pipe', mode(0o010666), 'it is no plain file'),
  entry('a file that says it is a folder', { attributes: 0x10 }, 'it says that it is a folder'),
]

const BOMBS: readonly HostileCase[] = [
  octets('a bomb by its ratio', () => teaWith([{ name: 'brew/evil.json', content: zeros(4 * MIB) }]), 'would unpack to more than 100 times its size'),
  octets('a bomb by its sum', () => teaWith(Array.from({ length: 17 }, (_, at) => ({ name: `b${at}.json`, stream: noise(50_000), length: 4 * MIB }))), 'octets, at most 67108864 are taken'),
  octets('a bomb by its count', () => teaWith(Array.from({ length: 3_000 }, (_, at) => ({ name: `b${at}.md` }))), 'at most 2000 are taken'),
  octets('a bomb in a bomb', () => rawZip(entriesOf({ ...TEA, 'evil.zip': rawZip([{ name: 'x', content: zeros(MIB) }]) })), 'it is an archive inside of the archive'),
  octets('a pack in a pack', () => rawZip(entriesOf({ ...TEA, 'evil.labpack': rawZip(entriesOf(TEA)) })), 'it is an archive inside of the archive'),
  octets('a bomb that claims to be small', () => teaBut('brew/brief.md', { stream: deflateRawSync(zeros(60 * MIB)), length: 1_000, local: {} }), 'it has more than the 1000 octets that it claims'),
  octets('a manifest that claims 60 MiB', () => teaBut('manifest.json', { stream: noise(700_000), length: 60 * MIB }), 'it is longer than 1048576 octets'),
  octets('entries that share their octets', () => rawZip([...entriesOf(TEA), { name: 'evil.md', offset: 0 }]), 'it overlaps the entry before it'),
  octets('an archive of 100 MiB', () => Buffer.concat([teaWith(), zeros(100 * MIB)]), 'the archive is longer than 33554432 octets'),
  octets('a text that is too long', () => rawZip(entriesOf({ ...TEA, 'brew/evil.md': noise(300_000).toString('base64') })), 'the file is longer than 262144 octets'),
  octets('a capture that is too long', () => rawZip(entriesOf({ ...TEA, 'brew/evil.json': noise(4 * MIB).toString('hex') })), 'the file is longer than 4194304 octets'),
]

const LIES: readonly HostileCase[] = [
  octets('a length that is too long', () => teaBut('brew/brief.md', { length: 5_000 }), 'octets and claims 5000'),
  octets('a checksum that is another', () => teaBut('brew/brief.md', { crc: 1 }), 'does not have the checksum'),
  octets('a stored file with two lengths', () => teaBut('brew/brief.md', { method: 0, length: 5 }), 'has two lengths'),
  octets('content that is not packed as it says', () => teaBut('brew/brief.md', { stream: noise(100) }), 'not in the form (deflate)'),
  octets('something behind the packed content', () => teaBut('brew/brief.md', { stream: Buffer.concat([deflateRawSync('x'), noise(99)]), length: 1 }), 'something is hidden behind its content'),
  entry('two names for one entry', { local: { name: 'brew/good.md' } }, 'say two different things'),
  entry('two lengths for one entry', { local: { length: 9 } }, 'say two different things'),
  entry('two methods for one entry', { local: { method: 0 } }, 'say two different things'),
  entry('extra fields in one header only', { local: { extra: Buffer.from([1, 0, 0, 0]) } }, 'say two different things'),
  entry('content that leads past the directory', { packed: 0x7fffffff }, 'does not lie where the directory says'),
  entry('an entry in front of all', { offset: 0 }, 'it overlaps the entry before it'),
  entry('an entry beyond the end', { offset: 0x70000000 }, 'there is a gap in front of it'),
  entry('something between two entries', { gap: Buffer.from('MZ evil') }, 'there is a gap in front of it'),
  entry('extra fields', { extra: Buffer.from([1, 0, 4, 0, 1, 2, 3, 4]) }, 'it has extra fields'),
  entry('a comment at an entry', { comment: 'evil' }, 'it has extra fields'),
  entry('a length that comes later', { flags: 0x8 }, 'a data descriptor'),
  entry('an encrypted entry', { flags: 0x1 }, 'it is encrypted'),
  entry('a strongly encrypted entry', { flags: 0x41 }, 'it is encrypted'),
  entry('a hidden directory', { flags: 0x2000 }, 'it is encrypted'),
  entry('a patch', { flags: 0x20 }, 'a form of ZIP that is not needed'),
  entry('another way of packing', { method: 12 }, 'packed by method 12'),
  entry('a ZIP64 length', { length: 0xffffffff }, 'ZIP64'),
  entry('a ZIP64 offset', { offset: 0xffffffff }, 'ZIP64'),
  entry('an entry in another part', { disk: 3 }, 'lies in another part'),
]

const cut = (from: number, to?: number) => teaWith().subarray(from, to)
const BROKEN: readonly HostileCase[] = [
  octets('an empty file', () => Buffer.alloc(0), 'this is no archive, or it is cut off'),
  octets('a text', () => Buffer.from('hello '.repeat(100)), 'this is no archive, or it is cut off'),
  octets('another kind of archive', () => gzipSync(teaWith()), 'this is no archive, or it is cut off'),
  octets('an archive without its end', () => cut(0, -30), 'this is no archive, or it is cut off'),
  octets('the first half of an archive', () => cut(0, 400), 'this is no archive, or it is cut off'),
  octets('the last half of an archive', () => cut(200), 'does not say where its directory is'),
  octets('something behind the end', () => Buffer.concat([teaWith(), Buffer.from('evil')]), '4 octets stand behind its end'),
  octets('something in front', () => Buffer.concat([Buffer.from('#!/bin/sh\n'), teaWith()]), 'does not say where its directory is'),
  octets('something in front that is accounted for', () => rawZip(entriesOf(TEA).map((one, nth) => (nth === 0 ? { ...one, gap: Buffer.from('#!/bin/sh\n') } : one))), 'something stands in front of the first entry'),
  octets('two ends', () => Buffer.concat([teaWith(), teaWith().subarray(-22)]), 'does not say where its directory is'),
  end('a comment at the end', { comment: 'PK\x05\x06 evil' }, 'octets stand behind its end'),
  end('something between directory and end', { gapBehind: Buffer.from('evil') }, 'does not say where its directory is'),
  end('something between entries and directory', { gap: Buffer.from('evil') }, 'there is a gap in front of its directory'),
  end('a directory of another kind', { centralSignature: 0x02014b51 }, 'cut off at entry 1 of 5'),
  end('more entries than there are', { count: 9 }, 'cut off at entry 6 of 9'),
  end('fewer entries than there are', { count: 3 }, 'its directory holds more than it says'),
  end('no entries', { count: 0 }, 'it holds nothing'),
  end('a directory that lies elsewhere', { directory: 7 }, 'does not say where its directory is'),
  end('a directory of another length', { length: 7 }, 'does not say where its directory is'),
  end('a ZIP64 end', { count: 0xffff }, 'ZIP64'),
  end('a ZIP64 directory', { directory: 0xffffffff }, 'ZIP64'),
  end('one of several parts', { disk: 2 }, 'one part of an archive in several'),
  end('a count that differs', { here: 2 }, 'one part of an archive in several'),
]

export const STRUCTURE: readonly HostileCase[] = [...LINKS, ...BOMBS, ...LIES, ...BROKEN]
