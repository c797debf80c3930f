import { expect, it } from 'vitest'
import { fromBase64, toLatin1 } from '../../electron/model/bytes.ts'
import { HttpFileError } from '../../electron/model/http-file.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'

it('keeps what is done between requests at its place', () => {
  const text = 'GET /a\n\n###\n# a comment\n# @advance 90s\n// @purge edge\nGET /a\n\n### done to the topology alone\n# @toggle dark on\n# @toggle dark off\n# @deploy api v2\n# @wait 20ms\n# @drain one\n# @kill one\n# @restore one\n'
  expect(scriptFromHttpFile(text).map(step => (step.kind === 'send' ? step.draft.kind === 'structured' && step.draft.target : step.kind === 'wait' ? step.ms : step.control))).toEqual([
    '/a', { kind: 'advance', ms: 90_000 }, { kind: 'purge', participant: 'edge' }, '/a',
    { kind: 'toggle', toggle: 'dark', on: true }, { kind: 'toggle', toggle: 'dark', on: false }, { kind: 'deploy', participant: 'api', build: 'v2' },
    20, { kind: 'drain', participant: 'one' }, { kind: 'kill', participant: 'one' }, { kind: 'restore', participant: 'one' },
  ])
})

it('reads what is edited: a star for the server, a path for one resource, and no method for none', () => {
  expect(scriptFromHttpFile('# @edit desk * GET PUT\n# @edit desk /memo GET\n# @edit desk /memo\n')).toEqual([
    { kind: 'control', control: { kind: 'edit', participant: 'desk', implements: ['GET', 'PUT'] } },
    { kind: 'control', control: { kind: 'edit', participant: 'desk', takes: { '/memo': ['GET'] } } },
    { kind: 'control', control: { kind: 'edit', participant: 'desk', takes: { '/memo': [] } } },
  ])
})

it('reads who sends, and what goes out as it is typed', () => {
  const [outside, bare, whole, ...none] = scriptFromHttpFile('# @outside\nGET /a\n\n###\n# @raw\nGET /a HTTP/3.0\nHost: localhost\n\n\n###\n# @advance 1s\n# @outside\n# @raw\n\nPOST /a HTTP/1.1\n\n1\n# no comment\\r\\n\n').filter(({ kind }) => kind === 'send')
  expect(outside).toMatchObject({ isOutside: true, draft: { method: 'GET' } })
  const textOf = (step: typeof bare) => (step?.kind === 'send' && step.draft.kind === 'raw' ? toLatin1(fromBase64(step.draft.bytes)) : undefined)
  expect([textOf(bare), bare?.kind === 'send' && bare.isOutside]).toEqual(['GET /a HTTP/3.0\r\nHost: localhost\r\n\r\n', undefined])
  expect([textOf(whole), whole?.kind === 'send' && whole.isOutside]).toEqual(['POST /a HTTP/1.1\r\n\r\n1\r\n# no comment\r\n', true])
  expect(none).toEqual([])
})

it.each([
  ['GET /\n\n###\n# @outside\n', 4, 'nothing stands below "@outside"'],
  ['# @raw\n\n', 1, 'nothing stands below "@raw"'],
  ['# @outside curl\nGET /', 1, '@outside is expected'],
  ['# @edit desk', 1, '@edit ORIGIN /path METHODS is expected'],
  ['# @edit desk memo GET', 1, '@edit ORIGIN /path METHODS is expected'],
  ['# @edit desk /memo GE,T', 1, '@edit ORIGIN /path METHODS is expected'],
  ['# @advnace 3s', 1, '"@advnace" is not known'],
  ['GET /\n\n###\n# @advance', 4, '@advance 90s is expected'],
  ['# @advance soon', 1, '@advance 90s is expected'],
  ['# @advance 0s', 1, '@advance 90s is expected'],
  ['# @wait 11s', 1, '@wait 200ms is expected'],
  ['# @toggle dark', 1, '@toggle NAME on is expected'],
  ['# @toggle dark maybe', 1, '@toggle NAME on is expected'],
  ['# @purge edge now', 1, '@purge CACHE is expected'],
  ['# @deploy api v2 now', 1, '@deploy ORIGIN BUILD is expected'],
])('refuses %s', (text, line, message) => {
  const read = () => scriptFromHttpFile(text)
  expect(read).toThrow(HttpFileError)
  expect(read).toThrow(message)
  try { read() } catch (error) { expect((error as HttpFileError).line).toBe(line) }
})
