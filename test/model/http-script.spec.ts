import { expect, it } from 'vitest'
import { HttpFileError } from '../../electron/model/http-file.ts'
import { scriptFromHttpFile } from '../../electron/model/http-script.ts'

it('keeps what is done between requests at its place', () => {
  const text = 'GET /a\n\n###\n# a comment\n# @advance 90s\n// @purge edge\nGET /a\n\n### done to the topology alone\n# @toggle dark on\n# @toggle dark off\n# @deploy api v2\n# @wait 20ms\n# @drain one\n# @kill one\n# @restore one\n'
  expect(scriptFromHttpFile(text).map(step => (step.kind === 'send' ? step.draft.target : step.kind === 'wait' ? step.ms : step.control))).toEqual([
    '/a', { kind: 'advance', ms: 90_000 }, { kind: 'purge', participant: 'edge' }, '/a',
    { kind: 'toggle', toggle: 'dark', on: true }, { kind: 'toggle', toggle: 'dark', on: false }, { kind: 'deploy', participant: 'api', build: 'v2' },
    20, { kind: 'drain', participant: 'one' }, { kind: 'kill', participant: 'one' }, { kind: 'restore', participant: 'one' },
  ])
})

it.each([
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
