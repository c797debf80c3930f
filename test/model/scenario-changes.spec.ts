// What is other in a topology, said once each, and what follows from it.
import { expect, it } from 'vitest'
import { sayInEnglish } from '../../electron/model/phrase.ts'
import { playgroundEnglish } from '../../electron/model/playground-en.ts'
import { changesInScenario } from '../../electron/model/scenario-changes.ts'
import { Scenario } from '../../electron/model/scenario.ts'

const origin = (more: object = {}, name = 'app') => ({ role: 'origin', name, implements: ['GET'], resources: { '/a': { GET: { kind: 'reply' } } }, ...more })
const gateway = (more: object = {}) => ({ role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'app' }] }], ...more })
const cache = (more: object = {}) => ({ role: 'cache', name: 'edge', to: 'app', ...more })
const resources = (resource: object) => ({ implements: ['GET', 'PATCH'], resources: { '/a': resource } })
const [ok, teapot, echo] = [{ kind: 'reply' }, { kind: 'reply', status: 418 }, { kind: 'echo' }]
const collection = { kind: 'collection', at: '/a' }

const CASES: readonly [says: string, before: object[], after: object[], time?: object][] = [
  ['', [origin()], [origin()]],
  ['new is gone. app is asked first now.', [origin({}, 'new'), origin()], [origin()]],
  ['The origin new is new.', [origin()], [origin(), origin({}, 'new')]],
  ['The gateway gw is new; behind it: app. gw is asked first now.', [origin()], [gateway(), origin()]],
  ['The cache edge is new, before app. edge is asked first now.', [origin()], [cache(), origin()]],
  ['app behaves as nginx now.', [origin()], [origin({ persona: 'nginx' })]],
  ['app is a strict participant of the simulator now.', [origin({ persona: 'nginx' })], [origin()]],
  ['app is reached otherwise now: https, HTTP/1.1, HTTP/2.', [origin()], [origin({ tls: true, http2: true })]],
  ['edge has other settings now.', [cache(), origin()], [cache({ upstreamMs: 99 }), origin()]],
  ['app implements PATCH now: where a resource does not take it, that is 405 and no longer 501.', [origin()], [origin({ implements: ['GET', 'PATCH'] })]],
  ['app implements GET nowhere now: that is 501, whatever the resource. What nginx was measured to refuse is refused all the same.', [origin({ persona: 'nginx' })], [origin({ persona: 'nginx', implements: [] })]],
  ['app has /b now.', [origin({ resources: {} })], [origin({ resources: { '/b': {} } })]],
  ['app has no /b any more: that is 404, where the method is implemented.', [origin({ resources: { '/b': {} } })], [origin({ resources: {} })]],
  ['/a takes PATCH now; the answer is 200, and was 405.', [origin(resources({}))], [origin(resources({ PATCH: ok }))]],
  ['/a takes PUT now; the answer is 501.', [origin(resources({}))], [origin(resources({ PUT: ok }))]],
  ['/a does not take PATCH any more; the answer is 405, and was 418.', [origin(resources({ PATCH: teapot }))], [origin(resources({}))]],
  ['/a does not take PUT any more; the answer is 501.', [origin(resources({ PUT: ok }))], [origin(resources({}))]],
  ['PATCH /a is answered 418 now, and was 200.', [origin(resources({ PATCH: echo }))], [origin(resources({ PATCH: teapot }))]],
  ['PATCH /a is answered otherwise now; the status is 200.', [origin(resources({ PATCH: echo }))], [origin(resources({ PATCH: ok }))]],
  ['/a takes GET now; what comes then depends on its handler.', [origin(resources({}))], [origin(resources({ GET: collection }))]],
  ['gw answers PUT by itself now, with 405.', [gateway(), origin()], [gateway({ refuses: { PUT: 405 } }), origin()]],
  ['gw sends PUT on as it comes now.', [gateway({ refuses: { PUT: 405 } }), origin()], [gateway(), origin()]],
  ['gw sends PUT on as PATCH now.', [gateway(), origin()], [gateway({ translates: { PUT: 'PATCH' } }), origin()]],
  ['gw sends PUT on as it comes now.', [gateway({ translates: { PUT: 'PATCH' } }), origin()], [gateway(), origin()]],
  ['gw sends requests on otherwise now; behind it: app.', [gateway(), origin()], [gateway({ routes: [{ pool: [{ to: 'app', weight: 3 }] }] }), origin()]],
  ['The clock or the chance begins anew.', [origin()], [origin()], { seed: 7 }],
  ['app implements A now: where a resource does not take it, that is 405 and no longer 501. app implements B now: where a resource does not take it, that is 405 and no longer 501. '
    + 'app implements C now: where a resource does not take it, that is 405 and no longer 501. app implements D now: where a resource does not take it, that is 405 and no longer 501. '
    + 'app implements E now: where a resource does not take it, that is 405 and no longer 501. app implements F now: where a resource does not take it, that is 405 and no longer 501. And 2 more.',
  [origin()], [origin({ implements: ['GET', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] })]],
]
const changes = ([, before, after, time = {}]: (typeof CASES)[number]) => changesInScenario(Scenario.parse({ participants: before }), Scenario.parse({ participants: after, ...time }))

it.each(CASES)('%s', (...one) => {
  expect(changes(one).map(sayInEnglish).join(' ')).toBe(one[0])
})

it('every sentence has been said', () => {
  const said = new Set<string>(CASES.flatMap(one => changes(one).map(({ id }) => id)))
  expect(Object.keys(playgroundEnglish).filter(id => id.startsWith('redraw.') && !said.has(id))).toEqual([])
})
