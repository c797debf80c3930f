// What a play captures: both sides of each request are one trace, whatever went before it on the connection.
import { expect, it } from 'vitest'
import { answersOf, exchangesOf, play } from '../../../electron/core/proving/play.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'

function labOf(resources: unknown): Lab {
  const file = LabFile.parse({
    id: 'star', title: 'Star', summary: 's', minutes: 5, learned: 'l', steps: [{ id: 'one', title: 'One' }],
    scenario: { participants: [{ role: 'origin', name: 'api', resources }] },
  })
  return { ...file, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
}

it('a request that the client will not send, and a star that goes out by itself, shift nothing that comes after them', async () => {
  const lab = labOf({ '/a': { GET: { kind: 'reply', text: 'a' } } })
  const { records } = await play(lab, 'GET /a\n###\nB@D /a\n###\nOPTIONS *\n###\nGET /a?2\n###\nGET /a?3')
  const sides = Map.groupBy(records, ({ trace }) => trace)
  const lines = [...sides.values()].map(ends => ends.map(({ side, source, request }) => `${side} ${source} ${Buffer.from(request).toString('latin1').split('\r\n')[0]}`).sort())
  expect(lines).toEqual([
    ['client composer GET /a HTTP/1.1', 'server composer GET /a HTTP/1.1'],
    ['client raw B@D /a HTTP/1.1', 'server raw B@D /a HTTP/1.1'],
    ['client composer OPTIONS * HTTP/1.1', 'server composer OPTIONS * HTTP/1.1'],
    ['client composer GET /a?2 HTTP/1.1', 'server composer GET /a?2 HTTP/1.1'],
    ['client composer GET /a?3 HTTP/1.1', 'server composer GET /a?3 HTTP/1.1'],
  ])
})

it('what comes from outside has the end of the server only, and literal bytes go out as they were typed', async () => {
  const lab = labOf({ '/a': { GET: { kind: 'reply', text: 'a' } } })
  const { records } = await play(lab, '# @outside\nGET /a\n###\n# @raw\nGET /a HTTP/3.0\nHost: localhost\n')
  const lines = records.map(({ side, source, request, response }) => [side, source, ...[request, response].map(bytes => Buffer.from(bytes).toString('latin1').split('\r\n')[0])].join(' '))
  expect(lines.sort()).toEqual(['client raw GET /a HTTP/3.0 HTTP/1.1 505 HTTP Version Not Supported', 'server outside GET /a HTTP/1.1 HTTP/1.1 200 OK', 'server raw GET /a HTTP/3.0 HTTP/1.1 505 HTTP Version Not Supported'])
})

it('answers that point by name are the octets of that part, whoever sent it', async () => {
  const lab = labOf({ '/a': { GET: { kind: 'reply', text: 'a' } } })
  const values = { second: '2 response Content-Length', first: '1 request target', third: '3 response status', words: '1 response', list: ['2 response status'] }
  const said = async (text: string) => answersOf(values, exchangesOf(await play(lab, text))).map(({ value }) => value)
  expect(await said('GET /\n###\nGET /a')).toEqual(['x4 response 111-128', 'x2 request 4-5', '3 response status', '1 response', ['2 response status']])
  expect(await said('# @outside\nGET /\n###\n# @outside\nGET /a')).toEqual(['x2 response 111-128', 'x1 request 4-5', '3 response status', '1 response', ['2 response status']])
})
