// A reply that names a validator keeps to preconditions (RFC 9110 §13.2), asked by curl; a cache before it can validate.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openScenario, type Simulation } from '../../../electron/core/simulator/simulator.ts'
import { Scenario } from '../../../electron/model/scenario.ts'

const EIGHT = 'Mon, 05 Jan 2026 08:00:00 GMT'
const NINE = 'Mon, 05 Jan 2026 09:00:00 GMT'
const reply = (fields: Record<string, string>, status = 200) => ({ GET: { kind: 'reply', status, text: 'tea', fields: { 'Cache-Control': 'no-cache', ...fields } }, PUT: { kind: 'reply', status: 204, fields } })
const SCENARIO = {
  participants: [
    { role: 'cache', name: 'edge', to: 'origin' },
    { role: 'origin', name: 'origin', implements: ['GET', 'PUT'], resources: { '/tag': reply({ ETag: '"1"', 'Content-Language': 'en' }), '/weak': reply({ ETag: 'W/"1"' }), '/date': reply({ 'Last-Modified': EIGHT }), '/both': reply({ ETag: '"1"', 'Last-Modified': EIGHT }), '/none': reply({}), '/gone': reply({ ETag: '"1"' }, 410) } },
  ],
}
let simulation: Simulation
beforeEach(async () => { simulation = await openScenario(Scenario.parse(SCENARIO), { port: 0, onExchange: () => undefined }) })
afterEach(() => simulation[Symbol.asyncDispose]())

async function curl(at: 'edge' | 'origin', path: string, ...options: string[]): Promise<string> {
  const { url } = simulation.entries.find(({ participant }) => participant === at) ?? { url: '' }
  return (await promisify(execFile)('curl', ['-sS', '-i', '--max-time', '10', ...options, `${url}${path}`])).stdout
}
const status = async (path: string, ...conditions: string[]) => Number((await curl('origin', path, ...conditions.flatMap(line => ['-H', line]))).split(' ', 2)[1])

it.each([
  ['/tag', 304, 'If-None-Match: "0", W/"1"'], ['/tag', 304, 'If-None-Match: *'], ['/tag', 200, 'If-None-Match: "2"'], ['/tag', 412, 'If-Match: "2"'], ['/tag', 412, 'If-Match: W/"1"'], ['/tag', 200, 'If-Match: "1"'],
  ['/weak', 304, 'If-None-Match: "1"'], ['/weak', 412, 'If-Match: W/"1"'], ['/weak', 200, 'If-Match: *'],
  ['/date', 304, `If-Modified-Since: ${EIGHT}`], ['/date', 304, `If-Modified-Since: ${NINE}`], ['/date', 200, 'If-Modified-Since: Mon, 05 Jan 2026 07:59:59 GMT'], ['/date', 200, 'If-Modified-Since: yesterday'],
  ['/date', 412, 'If-Unmodified-Since: Mon, 05 Jan 2026 07:00:00 GMT'], ['/date', 200, `If-Unmodified-Since: ${EIGHT}`], ['/date', 304, 'If-None-Match: *'], ['/tag', 200, `If-Modified-Since: ${NINE}`],
  ['/none', 200, 'If-None-Match: *'], ['/gone', 410, 'If-None-Match: "1"'],
])('GET %s is %d with %s', async (path, expected, condition) => {
  expect(await status(path, condition)).toBe(expected)
})

it('looks at dates only where there is no list of tags (RFC 9110 §13.2.2)', async () => {
  expect([await status('/both', 'If-None-Match: "2"', `If-Modified-Since: ${NINE}`), await status('/both', 'If-Match: "1"', 'If-Unmodified-Since: Mon, 05 Jan 2026 07:00:00 GMT')]).toEqual([200, 200])
})

it('sends with 304 the validator and what is about caching, and nothing about the content', async () => {
  const told = await curl('origin', '/tag', '-H', 'If-None-Match: "1"')
  expect(told).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/)
  expect(told).toContain('ETag: "1"\r\n')
  expect(told).toContain('Cache-Control: no-cache\r\n')
  expect(told).not.toMatch(/content-(?:language|type)|tea/i)
})

it('leaves PUT alone: what that declares is the tag of what it makes', async () => {
  expect(await curl('origin', '/tag', '-X', 'PUT', '-d', 'x', '-H', 'If-Match: "0"')).toMatch(/^HTTP\/1\.1 204 /)
})

it.each(['/tag', '/date'])('lets a cache validate what it has of %s', async path => {
  await curl('edge', path)
  const validated = await curl('edge', path)
  expect(validated).toContain('Cache-Status: edge;fwd=stale;fwd-status=304')
  expect(validated).toMatch(/\r\n\r\ntea$/)
})
