// Topologies to begin a playground with: a few that show something at once, then those of the labs.
import { PlaygroundSetup, type Starter } from '../../model/bench.ts'
import { fillSeeds } from '../../model/blanks.ts'
import type { Lab } from '../../model/lab.ts'
import { phrase, sayInEnglish } from '../../model/phrase.ts'
import type { PhraseId } from '../../model/phrases-en.ts'

const WIDGETS = { GET: { kind: 'reply', json: [{ id: 7, name: 'sprocket' }] }, POST: { kind: 'reply', status: 201, fields: { Location: '/widgets/8' } } }
const WIDGET = { GET: { kind: 'reply', json: { id: 7, name: 'sprocket' } }, PUT: { kind: 'reply', json: { id: 7, name: 'sprocket' } }, DELETE: { kind: 'reply', status: 204 } }
const RESOURCES = { '/widgets': WIDGETS, '/widgets/7': WIDGET }
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE']
const PATCHED = { '/widgets': WIDGETS, '/widgets/7': { ...WIDGET, PATCH: { kind: 'reply', json: { id: 7, name: 'cog' } } } }
const origin = (name: string, more: object = {}) => ({ role: 'origin', name, implements: METHODS, resources: RESOURCES, ...more })
const wearing = (persona: string) => origin(persona === 'node-http' ? 'node' : persona, { persona })

const SHOP = origin('shop', { resources: { ...RESOURCES, '/broken': { GET: { kind: 'fail', message: 'the stock cannot be read' } }, '/planned': { GET: { kind: 'planned', detail: 'reports come in spring' } } } })
/** A 501 with an explicit lifetime may be stored (RFC 9111 §3). */
const NOT_BUILT = { kind: 'toggle', toggle: 'built', on: { kind: 'reply', json: { sold: 12 } }, off: { kind: 'reply', status: 501, fields: { 'Cache-Control': 'max-age=60' }, text: 'Not built yet.\n' } }
const STALE_SOON = { kind: 'reply', fields: { 'Cache-Control': 'max-age=60', ETag: '"1"' }, json: { id: 7, name: 'sprocket' } }
const faulty = (fault: object) => ({ GET: { kind: 'reply', text: 'The whole answer, as it was meant.\n', fault } })

/** The first is the one that a playground opens with. */
const BUILT_IN: Readonly<Record<string, readonly object[]>> = {
  one: [SHOP],
  gateway: [{ role: 'gateway', name: 'gw', refuses: { DELETE: 405 }, routes: [{ pool: [{ to: 'app' }] }] }, origin('app')],
  cache: [{ role: 'cache', name: 'edge', to: 'app' }, origin('app', { resources: { ...RESOURCES, '/reports': { GET: NOT_BUILT } } })],
  canary: [
    { role: 'gateway', name: 'gw', routes: [{ pool: [{ to: 'stable', weight: 3 }, { to: 'canary', weight: 1 }] }] },
    origin('stable'), origin('canary', { implements: [...METHODS, 'PATCH'], resources: PATCHED }),
  ],
  lineup: [origin('strict'), ...['nginx', 'apache', 'node-http', 'express'].map(wearing)],
  hops: [
    { role: 'cache', name: 'edge', to: 'gw' }, { role: 'gateway', name: 'gw', proxyStatus: true, refuses: { PURGE: 501 }, routes: [{ pool: [{ to: 'app' }] }] },
    origin('app', { resources: { '/widgets': WIDGETS, '/widgets/7': { ...WIDGET, GET: STALE_SOON } } }),
  ],
  faults: [origin('shaky', {
    resources: {
      '/late': faulty({ kind: 'delay', ms: 2_000 }), '/cut': faulty({ kind: 'truncate' }), '/reset': faulty({ kind: 'reset', at: 'start' }), '/long': faulty({ kind: 'wrong-length', by: 10 }),
      '/garbled': faulty({ kind: 'garbage', text: 'oops\r\n' }), '/hints': faulty({ kind: 'interim', status: 103, fields: { Link: '</style.css>; rel=preload; as=style' } }),
    },
    limits: { idleMs: 3_000 },
  })],
}

const REQUESTS: Readonly<Record<string, string>> = {
  one: 'PATCH /widgets', gateway: 'PATCH /widgets/7', cache: 'GET /reports', canary: 'PATCH /widgets/7', lineup: 'FROBNICATE /widgets', hops: 'GET /widgets/7', faults: 'GET /cut',
}

/** @returns setups to begin with, each with a sentence and a request. */
export function starters(labs: readonly Lab[]): Starter[] {
  const say = (id: string) => sayInEnglish(phrase(id as PhraseId))
  const own = Object.entries(BUILT_IN).map(([id, participants]) => (
    { says: say(`starter.${id}-says`), ...(REQUESTS[id] !== undefined && { request: REQUESTS[id] }), setup: PlaygroundSetup.parse({ kind: 'playground', title: say(`starter.${id}`), scenario: { participants } }) }
  ))
  return [...own, ...labs.map(({ title, summary, scenario, steps: [{ request } = {}] }) => ({ says: summary, ...(request !== undefined && { request }), setup: { kind: 'playground' as const, title, scenario: fillSeeds(scenario, title) }, isLab: true }))]
}
