// What a play captures: both sides of each request are one trace, whatever went before it on the connection.
import { expect, it } from 'vitest'
import { play } from '../../../electron/core/proving/play.ts'
import { LabFile } from '../../../electron/model/lab.ts'

it('a request that the client will not send, and a star that goes out by itself, shift nothing that comes after them', async () => {
  const file = LabFile.parse({
    id: 'star', title: 'Star', summary: 's', minutes: 5, learned: 'l', steps: [{ id: 'one', title: 'One' }],
    scenario: { participants: [{ role: 'origin', name: 'api', resources: { '/a': { GET: { kind: 'reply', text: 'a' } } } }] },
  })
  const lab = { ...file, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
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
