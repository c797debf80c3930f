// Topologies to begin a playground with: a few that show something at once, then those of the labs.
import { PlaygroundSetup } from '../../model/bench.ts'
import type { Lab } from '../../model/lab.ts'

const WIDGETS = { GET: { kind: 'reply', json: [{ id: 7, name: 'sprocket' }] }, POST: { kind: 'reply', status: 201, fields: { Location: '/widgets/8' } } }
const WIDGET = { GET: { kind: 'reply', json: { id: 7, name: 'sprocket' } }, PUT: { kind: 'reply', json: { id: 7, name: 'sprocket' } }, DELETE: { kind: 'reply', status: 204 } }
const SHOP = { role: 'origin', name: 'shop', implements: ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE'], resources: { '/widgets': WIDGETS, '/widgets/7': WIDGET, '/broken': { GET: { kind: 'fail', message: 'the stock cannot be read' } }, '/planned': { GET: { kind: 'planned', detail: 'reports come in spring' } } } }

/** The first is the one that a playground opens with. */
const BUILT_IN = [
  { title: 'One server', scenario: { participants: [SHOP] } },
].map(({ title, scenario }) => PlaygroundSetup.parse({ kind: 'playground', title, scenario }))

/** @returns setups to begin with, each with a title. */
export function starters(labs: readonly Lab[]): PlaygroundSetup[] {
  return [...BUILT_IN, ...labs.map(({ title, scenario }) => ({ kind: 'playground' as const, title, scenario }))]
}
