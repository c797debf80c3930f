// A lab for tests: one origin with a resource of each kind.
import { Scenario } from '../../electron/model/scenario.ts'

export const SCENARIO = Scenario.parse({
  participants: [{
    role: 'origin', name: 'origin', implements: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
    resources: {
      '/widgets': { GET: { kind: 'reply', json: [{ id: 7 }] }, POST: { kind: 'echo' } },
      '/widgets/{id}': { GET: { kind: 'reply', text: 'one widget' }, DELETE: { kind: 'reply', status: 204 } },
      '/report': { GET: { kind: 'fail', message: 'secret: no such table at /srv/app.js:7' } },
      '/forecast': { GET: { kind: 'planned', detail: 'Comes in June.' } },
      '/slow': { GET: { kind: 'reply', text: 'late', delayMs: 150 } },
      '/none': {},
    },
  }],
})
