// Archives in order whose content is not: what the manifest and the signature say, and files that are something else than their names.
import { generateKeyPairSync } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { writeSignature } from '../../../../electron/core/packs/archive/signature.ts'
import { PACK } from '../pack-fixture.ts'
import type { Files, HostileCase } from './hostile-case.ts'
import { entriesOf, TEA, teaSaying, teaWith } from './hostile-case.ts'
import { type RawEntry, rawZip } from './raw-zip.ts'

const octets = (name: string, archive: () => Uint8Array, says: string): HostileCase => ({ name, says, archive })
const file = (name: string, path: string, content: string | Uint8Array, says: string): HostileCase => ({ name, says, archiveOnly: true, files: () => ({ ...TEA, [path]: content }) })

/** Changes the text of the manifest of a good archive. */
function manifestBut(change: (text: string) => string, files: Files = TEA): Uint8Array {
  return rawZip(entriesOf(files).map(entry => (entry.name === 'manifest.json' ? { ...entry, method: 0, content: change(String(entry.content)) } : entry)))
}
const without = (name: string): RawEntry[] => entriesOf(TEA).filter(entry => entry.name !== name)

const MANIFESTS: readonly HostileCase[] = [
  octets('no manifest', () => rawZip(without('manifest.json')), 'manifest.json: it is missing'),
  octets('a manifest that is no JSON', () => manifestBut(() => '{'), 'it is no manifest of a pack'),
  octets('a manifest that is nested without end', () => manifestBut(() => '['.repeat(500_000)), 'it is no manifest of a pack'),
  octets('a manifest with one thing twice', () => manifestBut(text => text.replace('{', '{"id":"coffee",')), 'not written as "pack build" writes it'),
  octets('a manifest that reaches into prototypes', () => manifestBut(text => text.replace('{', '{"__proto__":{"isAdmin":true},')), 'it is no manifest of a pack'),
  octets('a manifest of a later format', () => manifestBut(text => text.replace('"format": 1', '"format": 2')), 'its format is 2, this Lab 501 knows 1'),
  octets('a manifest of another pack', () => rawZip(entriesOf(TEA, { id: 'coffee', version: '1.0.0' })), 'it is of coffee 1.0.0, pack.yaml of tea 1.0.0'),
  octets('a manifest of another version', () => rawZip(entriesOf(TEA, { id: 'tea', version: '9.0.0' })), 'it is of tea 9.0.0'),
  octets('a manifest that lists a file twice', () => manifestBut(text => text.replace(/\n {2}\{[^}]*\},/, '$&$&')), 'it lists a file twice'),
  octets('a file that is not listed', () => teaWith([{ name: 'evil.md', content: 'x' }]), 'evil.md: the file is not in manifest.json'),
  octets('a listed file that is missing', () => rawZip(without('brew/proof.yaml')), 'it lists a file that is missing'),
  octets('a file that was changed', () => rawZip(entriesOf(TEA).map(entry => (entry.name === 'brew/brief.md' ? { ...entry, content: 'About evil.\n\n## one\n\nBrew.\n' } : entry))), 'its content is not the one in manifest.json'),
]

const { privateKey } = generateKeyPairSync('ed25519')
function signedBut(change: (signature: Record<string, string>) => unknown): Uint8Array {
  const entries = entriesOf(TEA)
  const manifest = Buffer.from(entries.find(({ name }) => name === 'manifest.json')?.content ?? '')
  const signature = JSON.parse(Buffer.from(writeSignature(manifest, privateKey, 'Alice')).toString()) as Record<string, string>
  return rawZip([...entries, { name: 'signature.json', content: JSON.stringify(change(signature)) }])
}

const SIGNATURES: readonly HostileCase[] = [
  octets('a signature of something else', () => signedBut(signature => ({ ...signature, signature: Buffer.alloc(64, 1).toString('base64') })), 'the signature does not fit'),
  octets('a signature under another name', () => signedBut(signature => ({ ...signature, name: 'Bob' })), 'the signature does not fit'),
  octets('a signature by another key', () => signedBut(signature => ({ ...signature, key: Buffer.alloc(32, 7).toString('base64') })), 'the signature does not fit'),
  octets('a signature under a name that reads backwards', () => signedBut(signature => ({ ...signature, name: 'Alice\u202eecilA' })), 'it is no signature of a pack'),
  octets('a signature of another kind', () => signedBut(signature => ({ ...signature, algorithm: 'none' })), 'it is no signature of a pack'),
  octets('an empty signature', () => signedBut(() => ({})), 'it is no signature of a pack'),
]

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
/** A PNG that is a header only: nothing here unpacks it. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(25)
  header.writeUInt32BE(13, 0)
  header.write('IHDR', 4, 'latin1')
  header.writeUInt32BE(width, 8)
  header.writeUInt32BE(height, 12)
  header.set([8, 6, 0, 0, 0], 16)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), header, deflateSync(Buffer.alloc(9))])
}
const webp = (width: number) => Buffer.from([...Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0', 'latin1'), 0, 0, 0, 0, width & 0xff, width >> 8 & 0xff, width >> 16, 9, 0, 0])
const jpeg = (width: number, height: number) => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])

const KINDS: readonly HostileCase[] = [
  file('an SVG with a script', 'brew/evil.svg', SVG, 'SVG can hold scripts'),
  file('an SVG with an event handler', 'brew/evil.SVG', '<svg onload="alert(1)"/>', 'SVG can hold scripts'),
  file('an SVG that is packed', 'brew/evil.svgz', 'x', 'SVG can hold scripts'),
  file('an SVG that fetches', 'brew/evil.svg', '<svg><image href="http://evil.example/x.png"/><style>@import url(//evil.example)</style></svg>', 'SVG can hold scripts'),
  file('an SVG that is called PNG', 'brew/evil.png', SVG, 'no picture of the kind PNG'),
  file('a page', 'brew/evil.html', '<script>alert(1)</script>', 'a pack holds no file that ends in .html'),
  file('a page that is called JPEG', 'brew/evil.jpg', '<!doctype html><script>alert(1)</script>', 'no picture of the kind JPEG'),
  file('a program', 'brew/evil.js', 'process.exit()', 'a pack holds no file that ends in .js'),
  file('a program of Windows', 'brew/evil.md.exe', 'MZ', 'a pack holds no file that ends in .exe'),
  file('a style sheet', 'brew/evil.css', '} body { display: none', 'a pack holds no file that ends in .css'),
  file('a file without an ending', 'brew/evil', 'x', 'its name has no ending'),
  file('an ending that every object has', 'brew/evil.constructor', 'x', 'a pack holds no file that ends in .constructor'),
  file('a PNG of 60,000 pixels', 'brew/evil.png', png(60_000, 60_000), 'the picture is 60000 × 60000 pixels'),
  file('a PNG of no pixels', 'brew/evil.png', png(0, 9), 'the picture is 0 × 9 pixels'),
  file('a JPEG of 65,535 pixels', 'brew/evil.jpeg', jpeg(65_535, 9), 'the picture is 65535 × 9 pixels'),
  file('a JPEG without a frame', 'brew/evil.jpg', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(100_000, 0xff)]), 'no picture of the kind JPEG'),
  file('a WebP of 16 million pixels', 'brew/evil.webp', webp(16_000_000), 'the picture is 16000001 × 10 pixels'),
  file('a WebP of another kind', 'brew/evil.webp', Buffer.from('RIFF\x16\0\0\0WEBPEVIL\x0a\0\0\0aaaaaaaaaaaaaaaa', 'latin1'), 'no picture of the kind WebP'),
  file('a text with a NUL', 'brew/evil.md', 'a\0b', 'the text holds a NUL'),
  file('a text that is not UTF-8', 'brew/evil.md', Buffer.from([0xff, 0xfe, 0x41]), 'the file is not UTF-8 text'),
  file('a capture that is no text', 'brew/evil.har', Buffer.from([0x1f, 0x8b, 0x08]), 'the file is not UTF-8 text'),
]

const CLAIMS: readonly HostileCase[] = [
  { name: 'an author who reads backwards', says: 'author number 1 is not one line', archiveOnly: true, files: () => teaSaying('pack.yaml', '[alice]', '["\\u202eecila"]') },
  { name: 'a title of several lines', says: '"title" is not one line', archiveOnly: true, files: () => teaSaying('pack.yaml', 'title: Tea', 'title: "Tea\\n\\nSigned by Bob"') },
  { name: 'a title without end', says: '"title" is not one line', archiveOnly: true, files: () => ({ ...TEA, 'pack.yaml': PACK.replace('title: Tea', `title: ${'Tea'.repeat(10_000)}`) }) },
]

export const CONTENTS: readonly HostileCase[] = [...MANIFESTS, ...SIGNATURES, ...KINDS, ...CLAIMS]
