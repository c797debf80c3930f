// YAML, Markdown and topologies that would do something, reach somewhere, or take for ever.
import { BRIEF, LAB, PACK } from '../pack-fixture.ts'
import { type Files, type HostileCase, TEA, teaSaying } from './hostile-case.ts'

const files = (name: string, make: () => Files, says: string, orSays?: string): HostileCase => ({ name, says, files: make, ...(orSays !== undefined && { orSays }) })
const inPack = (name: string, from: string, to: string, says: string) => files(name, () => teaSaying('pack.yaml', from, to), says)
const inLab = (name: string, from: string, to: string, says: string) => files(name, () => teaSaying('brew/lab.yaml', from, to), says)
const text = (name: string, markdown: string, says: string) => files(`Markdown with ${name}`, () => ({ ...TEA, 'brew/brief.md': `${BRIEF}\n${markdown}\n` }), says)

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, nth) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[nth]}`).join(', ')}]`)].join('\n')
const EXPECTATION = `      - id: brewed
        says: It answers 501.
        expect: { status: 501 }
`

const YAML: readonly HostileCase[] = [
  files('an alias bomb', () => ({ ...TEA, 'pack.yaml': `${PACK}${bomb}\n` }), 'the aliases stand for more than 50 repetitions'),
  files('an alias bomb in a lab', () => ({ ...TEA, 'brew/lab.yaml': `${LAB}${bomb}\n` }), 'the aliases stand for more than 50 repetitions'),
  files('an alias that holds itself', () => ({ ...TEA, 'brew/lab.yaml': `${LAB}evil: &a [*a]\n` }), 'the alias *a stands inside of what it repeats'),
  inPack('a tag that would run', 'title: Tea', 'title: !!js/function "function () { return 1 }"', 'found the tag !!js/function'),
  inPack('a tag that would call', 'title: Tea', 'title: !!python/object/apply:os.system ["x"]', 'found the tag !!python/object/apply:os.system'),
  inPack('a tag that would include', 'title: Tea', 'title: !include /etc/passwd', 'found the tag !include'),
  inPack('a key twice', 'title: Tea', 'title: Tea\ntitle: Coffee', 'the key "title" stands here twice'),
  inPack('a key of all objects', 'title: Tea', '__proto__: { isAdmin: true }', '"__proto__" can\'t be a key'),
  inPack('a key of all objects in escapes', 'title: Tea', '"\\x5f_proto__": { isAdmin: true }', '"__proto__" can\'t be a key'),
  inLab('a constructor as a key', '/pot:', 'constructor:', '"constructor" can\'t be a key'),
  inLab('a prototype as a key', 'text: tea', 'text: tea, json: { a: { prototype: 1 } }', '"prototype" can\'t be a key'),
  files('values nested without end', () => ({ ...TEA, 'brew/lab.yaml': '['.repeat(200_000) }), 'nested too deeply'),
  files('mappings nested without end', () => ({ ...TEA, 'brew/lab.yaml': '{a: '.repeat(60_000) }), 'nested too deeply'),
  files('two documents', () => ({ ...TEA, 'pack.yaml': `${PACK}---\n${PACK}` }), 'more than one YAML document'),
  files('a directive', () => ({ ...TEA, 'pack.yaml': `%TAG ! tag:evil.example,2000:\n---\n${PACK}` }), 'a directive'),
  files('200,000 faults', () => ({ ...TEA, 'brew/lab.yaml': '- !a b\n'.repeat(37_000) }), 'found the tag !a'),
  files('13,000 unknown keys', () => ({ ...TEA, 'brew/lab.yaml': LAB + Array.from({ length: 13_000 }, (_, at) => `evil${at}: 1\n`).join('') }), 'the key "evil0" is not known here'),
  files('a text of 100 MiB', () => ({ ...TEA, 'brew/brief.md': Buffer.alloc(104_857_600, 'a tea. ') }), 'the file is longer than 262144 octets', 'the archive is longer than 33554432 octets'),
  files('a lab of nothing but remarks', () => ({ ...TEA, 'brew/lab.yaml': Buffer.alloc(9_000_000, '# a tea\n') }), 'the file is longer than 262144 octets'),
  files('a lab of more words than anybody writes', () => ({ ...TEA, 'brew/lab.yaml': `[${'[],'.repeat(80_000)}]` }), 'the file holds more than 150000 words and marks'),
  files('a million expectations', () => teaSaying('brew/lab.yaml', EXPECTATION, EXPECTATION.repeat(1_000_000)), 'the file is longer than 262144 octets', 'the archive is longer than 33554432 octets'),
  files('as many expectations as a file can hold', () => teaSaying('brew/lab.yaml', EXPECTATION, EXPECTATION.repeat(1_500)), 'a list of at most 50 is expected'),
  files('400 files of nothing but faults', () => ({
    ...TEA, 'pack.yaml': PACK.replace('[brew]', `[${Array.from({ length: 400 }, (_, at) => `lab${at}`).join(', ')}]`),
    ...Object.fromEntries(Array.from({ length: 400 }, (_, at) => [[`lab${at}/lab.yaml`, '[],\n'.repeat(24_000)], [`lab${at}/brief.md`, 'x']]).flat()),
  }), 'were not read: there is too much wrong before', 'octets'),
  inPack('20,000 labs', '[brew]', `[${Array.from({ length: 20_000 }, (_, at) => `l${at}`).join(', ')}]`, 'a list of at most 500 is expected'),
  inPack('a lab that lies elsewhere', '[brew]', '["../../etc"]', 'an id is small letters, digits and hyphens'),
  inPack('an engine that does not exist yet', 'licence: MIT', 'licence: MIT\nengine: ">=9"', 'the pack is for Lab 501 >=9, this is'),
  inPack('an engine range without end', 'licence: MIT', `licence: MIT\nengine: "${'>1 '.repeat(60_000)}"`, '"engine" is no range of versions'),
]

const TOPOLOGIES: readonly HostileCase[] = [
  inLab('a participant on another host', 'name: kitchen', 'name: kitchen\n      host: evil.example', 'the key "host" is not known here'),
  inLab('a participant named like a host', 'name: kitchen', 'name: evil.example', 'a participant is named in small letters'),
  inLab('a participant on a port of its own', 'name: kitchen', 'name: kitchen\n      port: 22', 'the key "port" is not known here'),
  inLab('a participant on another address', 'name: kitchen', 'name: kitchen\n      listen: 0.0.0.0', 'the key "listen" is not known here'),
  inLab('a gateway to another host', 'participants:\n', 'participants:\n    - { role: gateway, name: door, routes: [{ pool: [{ to: "http://evil.example/" }] }] }\n', 'a participant is named in small letters'),
  inLab('a gateway to a participant that is not there', 'participants:\n', 'participants:\n    - { role: gateway, name: door, routes: [{ pool: [{ to: localhost }] }] }\n', 'is not a participant further down'),
  inLab('a cache before another host', 'participants:\n', 'participants:\n    - { role: cache, name: door, to: "169.254.169.254" }\n', 'a participant is named in small letters'),
  inLab('a gateway to itself', 'participants:\n', 'participants:\n    - { role: gateway, name: door, routes: [{ pool: [{ to: door }] }] }\n', 'is not a participant further down'),
  inLab('a handler that reads a file', '{ kind: reply, text: tea }', '{ kind: file, path: /etc/passwd }', '"kind" is "file"'),
  inLab('an answer out of a file', 'text: tea', 'textFile: /etc/passwd', 'the key "textFile" is not known here'),
  inLab('a handler that runs a program', '{ kind: reply, text: tea }', '{ kind: exec, command: rm }', '"kind" is "exec"'),
  inLab('a resource on another host', '/pot:', '"http://evil.example/pot":', 'text that begins with "/"'),
  inLab('a field that breaks the line', 'text: tea', 'fields: { X: "a\\r\\nSet-Cookie: evil" }', 'a field value is one line'),
  inLab('an answer that comes next year', 'text: tea', 'delayMs: 31536000000', 'a number of at most 30000'),
  inLab('a thousand participants', 'participants:\n', `participants:\n${Array.from({ length: 1_000 }, (_, at) => `    - { role: cache, name: c${at}, to: kitchen }\n`).join('')}`, 'a list of at most 12'),
  inLab('a pattern that backtracks', 'expect: { status: 501 }', 'expect: { content: { json: [{ path: "$[?match(@.a, \'(a+)+b\')]" }] } }', 'uses match() or search()'),
  inLab('a pattern in a JSON Schema', 'expect: { status: 501 }', 'expect: { content: { schema: { pattern: "(a+)+$" } } }', 'the keyword "pattern" is not judged'),
  inLab('a JSON Schema from elsewhere', 'expect: { status: 501 }', 'expect: { content: { schema: { $ref: "http://evil.example/" } } }', 'the keyword "$ref" is not judged'),
  inLab('a path that is nested without end', 'expect: { status: 501 }', `expect: { content: { json: [{ path: "$${'[?@'.repeat(300)}" }] } }`, 'is no JSONPath'),
  inLab('a request to another host', 'request: BREW /pot', 'request: "BREW /pot\\nevil"', 'where a field such as'),
]

const MARKDOWN: readonly HostileCase[] = [
  text('a script', '<script>alert(1)</script>', 'found HTML, "<script>'),
  text('an event handler', 'Tea <img src=x onerror=alert(1)>', 'found HTML, "<img src=x onerror'),
  text('a style', '<style>body { display: none }</style>', 'found HTML, "<style>'),
  text('CSS that covers the page', 'Tea <b style="position:fixed;inset:0">x</b>', 'found HTML, "<b style='),
  text('a frame', '<iframe src="https://evil.example"></iframe>', 'found HTML, "<iframe'),
  text('a comment', '<!-- evil -->', 'found HTML, "<!-- evil -->'),
  text('a form', '<form action="https://evil.example"><input></form>', 'found HTML, "<form'),
  text('an SVG', '<svg onload=alert(1)>', 'found HTML, "<svg'),
  text('a link that runs', '[tea](javascript:alert(1))', 'a link leads to "javascript:alert(1)"'),
  text('a link that runs, in capitals', '[tea](JaVaScRiPt:alert(1))', 'a link leads to "JaVaScRiPt:'),
  text('a link that runs, in entities', '[tea](java&#115;cript&colon;alert(1))', 'a link leads to "javascript:'),
  text('a link that runs, from a list of links', '[tea][evil]\n\n[evil]: javascript:alert(1)', 'a link leads to "javascript:'),
  text('a bare link that runs', '<javascript:alert(1)>', 'a link leads to "javascript:'),
  text('a link that holds a page', '[tea](data:text/html;base64,PHNjcmlwdD4=)', 'a link leads to "data:text/html'),
  text('a link to a file', '[tea](file:///etc/passwd)', 'a link leads to "file:///etc/passwd"'),
  text('a link without encryption', '[tea](http://evil.example)', 'a link leads to "http://evil.example"'),
  text('a link to any host', '[tea](//evil.example)', 'a link leads to "//evil.example"'),
  text('a picture from elsewhere', '![tea](https://evil.example/track.png)', 'a picture comes from "https://evil.example/track.png"'),
  text('a picture from any host', '![tea](//evil.example/track.png)', 'a picture comes from "//evil.example'),
  text('a picture that holds itself', '![tea](data:image/svg+xml;base64,PHN2Zz4=)', 'a picture comes from "data:image/svg+xml'),
  text('a picture from the disk', '![tea](../../../etc/passwd.png)', 'is no picture of this lab'),
  text('a picture from the root', '![tea](/etc/passwd.png)', 'is no picture of this lab'),
  text('a picture in SVG', '![tea](tea.svg)', 'is no picture of this lab'),
  text('a picture that is missing', '![tea](tea.png)', 'there is no picture "tea.png"'),
  text('links nested without end', '[a]('.repeat(20_000) + '<b>', 'found HTML, "<b>"'),
  text('brackets nested without end', `${'!['.repeat(49_000)}\n\n<b>`, 'found HTML, "<b>"'),
  text('quotes nested without end', `${'> '.repeat(49_000)}x\n\n<b>`, 'found HTML, "<b>"'),
  text('20,000 blanks that nobody fills', '{{}}'.repeat(20_000), 'nothing fills the blank'),
  text('a heading of blanks', `##${' '.repeat(50_000)}x${' '.repeat(40_000)}x`, 'is no step of this lab'),
]

export const TEXTS: readonly HostileCase[] = [...YAML, ...TOPOLOGIES, ...MARKDOWN]
