// TRACE with content, which no client may send (RFC 9110 §9.3.8): sent by curl all the same.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { reach } from './h2/reached.ts'

const ORIGIN = { implements: ['GET', 'TRACE'], resources: { '/a': { GET: { kind: 'reply', text: 'a' } } } }
const curl = async (url: string, ...more: string[]) => (await promisify(execFile)('curl', ['-sS', '-i', '--noproxy', '*', '--max-time', '20', '-X', 'TRACE', ...more, `${url}/a`])).stdout

it.each([['an origin', {}], ['a gateway', { participants: [{ role: 'gateway', name: 'edge', http2: true, routes: [{ pool: [{ to: 'origin' }] }] }, { role: 'origin', name: 'origin', ...ORIGIN }] }]])('%s answers 400 in words, over both versions, and reflects TRACE without content', async (who, rest) => {
  await using reached = await reach({ ...ORIGIN, http2: true }, rest)
  for (const version of ['--http1.1', '--http2-prior-knowledge']) {
    const refused = await curl(reached.url, version, '-d', 'some content')
    expect(refused).toMatch(/^HTTP\/(1\.1|2) 400[^]*A client must not send content in a TRACE request/)
    expect(await curl(reached.url, version)).toMatch(/^HTTP\/(1\.1|2) 200[^]*TRACE \/a HTTP/)
  }
  const refusals = reached.seen.filter(({ ruling }) => ruling?.status === 400)
  expect(refusals.map(({ ruling }) => [ruling?.check, ruling?.passed, ruling?.section])).toEqual(Array(2).fill(['content', false, 'RFC 9110 §9.3.8']))
  // A gateway sends nothing on that it may not send itself.
  expect(new Set(refusals.map(({ serverPort }) => serverPort === reached.port)), who).toEqual(new Set([true]))
})

it('lets a gateway that is the last one refuse it too', async () => {
  await using reached = await reach({}, { participants: [{ role: 'gateway', name: 'edge', routes: [{ pool: [{ to: 'origin' }] }] }, { role: 'origin', name: 'origin', ...ORIGIN }] })
  expect(await curl(reached.url, '-H', 'Max-Forwards: 0', '-d', 'some')).toMatch(/^HTTP\/1\.1 400/)
})
