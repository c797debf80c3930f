// Mutants of a play through three hops on real sockets: a lab whose grading looks at all that matters catches them, one that looks away does not.
import { expect, it } from 'vitest'
import type { z } from 'zod'
import { judge } from '../../../electron/core/grader/judge.ts'
import { mutantsOf } from '../../../electron/core/proving/mutate.ts'
import { answersOf, exchangesOf, play } from '../../../electron/core/proving/play.ts'
import { fillSeeds, keepSeeds } from '../../../electron/model/blanks.ts'
import { LabFile, type Lab } from '../../../electron/model/lab.ts'
import { tally } from '../../../electron/model/verdict.ts'

type Steps = z.input<typeof LabFile>['steps'][number]['expectations']

function labWith(expectations: Steps, questions: z.input<typeof LabFile>['steps'][number]['questions'] = []): Lab {
  const written = {
    id: 'hops', title: 'Hops', summary: 'For tests.', minutes: 1, learned: 'Nothing.',
    scenario: { participants: [
      { role: 'cache', name: 'edge', to: 'gw' },
      { role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'shop' }] }], refuses: { PATCH: 501 } },
      { role: 'origin', name: 'shop', implements: ['GET', 'PATCH'], resources: { '{{seed.path}}': { GET: { kind: 'reply', json: { tea: true }, fields: { 'Cache-Control': 'max-age=60' } } } } },
    ] },
    steps: [{ id: 'one', title: 'One', expectations, questions }],
  }
  const lab = LabFile.parse(fillSeeds(keepSeeds(written), 'an attempt'))
  return { ...lab, pack: { id: 'pack', version: '1.0.0', title: 'Pack' }, intro: '', narrative: {} }
}

const THOROUGH: Steps = [
  { id: 'through', says: 'Through.', expect: { method: 'GET', target: '{{seed.path}}', status: 200, answeredBy: 'shop', content: { json: [{ path: '$.tea', equals: true }] }, fields: { 'Cache-Control': { equals: 'max-age=60' } } } },
  { id: 'refused', says: 'Refused.', expect: { method: 'PATCH', target: '{{seed.path}}', status: 501, answeredBy: 'gw', hops: { shop: 'absent' } } },
  { id: 'stored', says: 'Stored.', after: { answeredBy: 'shop' }, expect: { method: 'GET', target: '{{seed.path}}', status: 200, answeredBy: { role: 'cache' }, fields: { Age: { item: { value: { atLeast: 0 } } } } } },
  { id: 'asked-once', says: 'Once.', at: 'shop', expect: { method: 'GET', status: 200 }, atMost: 1 },
  { id: 'in-order', says: 'In order.', kind: 'order', order: [{ method: 'GET' }, { method: 'PATCH' }, { method: 'GET' }] },
]
const SOLUTION = keepSeeds('GET {{seed.path}}\n\n###\nPATCH {{seed.path}}\n\n###\nGET {{seed.path}}\n')

async function survivorsOf(lab: Lab) {
  const played = await play(lab, fillSeeds(SOLUTION, 'an attempt'))
  const verdicts = judge(lab, exchangesOf(played), [], played.events)
  expect(verdicts.map(({ of, outcome }) => `${of} ${outcome}`)).toEqual(verdicts.map(({ of }) => `${of} met`))
  const mutants = mutantsOf(played.records, lab, played.events)
  return { mutants: mutants.map(({ what }) => what), survivors: mutants.filter(({ exchanges }) => tally(judge(lab, exchanges, [], played.events)).allMet).map(({ what }) => what) }
}

it('a thorough lab catches every mutant, also that another hop answered', async () => {
  const { mutants, survivors } = await survivorsOf(labWith(THOROUGH))
  expect(survivors).toEqual([])
  expect(mutants.map(what => what.replace(/\/\w+,/, '/path,')).sort()).toEqual([
    'all requests the other way about',
    ...['GET /path, 200', 'PATCH /path, 501', 'GET /path, 200'].flatMap((request, nth) => {
      const name = `request ${nth + 1} (${request})`
      return [`${name}: left out`, `${name}: the method XYZZY`, `${name}: the target with a letter more`, `${name}: the status ${request.endsWith('501') ? '500' : '404'}`]
    }),
    'request 1 (GET /path, 200): another Cache-Control', 'request 1 (GET /path, 200): without Cache-Control', 'request 1 (GET /path, 200): other content of the response',
    'request 1 (GET /path, 200): nobody further in was asked', 'request 2 (PATCH /path, 501): nobody further in was asked',
    'request 3 (GET /path, 200): without Age', 'request 3 (GET /path, 200): gw was asked',
  ].sort())
})

it('a lab that looks at the status only lets a method, a target and an order pass', async () => {
  const { survivors } = await survivorsOf(labWith([{ id: 'refused', says: 'Refused.', expect: { status: 501 } }]))
  expect(survivors.filter(what => what.startsWith('request 2'))).toEqual([expect.stringContaining('the method'), expect.stringContaining('the target')])
})

it('whoever answered is found in the trace of real sockets', async () => {
  const about = { target: '{{seed.path}}', method: 'PATCH' }
  const lab = labWith([], [{ kind: 'attribution', id: 'who', ask: 'Who?', about, right: 'Yes.', wrong: 'No.' }])
  const played = await play(lab, fillSeeds(SOLUTION, 'an attempt'))
  const outcomes = ['edge', 'gw', 'shop'].map(who => judge(lab, exchangesOf(played), answersOf({ who }))[0]?.outcome)
  expect(outcomes).toEqual(['missed', 'met', 'missed'])
})
