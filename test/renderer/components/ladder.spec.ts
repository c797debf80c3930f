// What is on a ladder, in which order, where it lies, and what a file of it holds.
import { describe, expect, it } from 'vitest'
import type { Control, ScenarioEvent } from '../../../electron/model/control.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import type { PhraseId } from '../../../electron/model/phrases-en.ts'
import { learnersView, type Exchange } from '../../../electron/model/exchange.ts'
import { journeyOf } from '../../../electron/model/journey.ts'
import { svgFile } from '../../../renderer/components/drawing/svg-text.ts'
import { ladderOf, type Done } from '../../../renderer/components/ladder/capture-rungs.ts'
import { ladderPicture } from '../../../renderer/components/ladder/ladder-picture.ts'
import { rewritesBetween } from '../../../renderer/components/ladder/rewrites.ts'
import { columnsOf, rungsOfLines, type Ladder, type Rung } from '../../../renderer/components/ladder/rungs.ts'
import { sceneOf, type Pace, type Scene } from '../../../renderer/components/ladder/scene.ts'
import { shapesOf } from '../../../renderer/components/ladder/shapes.ts'
import type { Sayings } from '../../../renderer/components/ladder/way-rungs.ts'
import { capture } from '../../support/transcript.ts'

const NAMES = ['edge', 'gw', 'shop']
const SAYINGS: Sayings = {
  unreadable: 'unreadable', notSent: 'not sent', answered: 'answered', unreached: 'not reached', notAnswered: end => end, cutOff: answer => `${answer}, cut off`,
  rewrite: ({ kind, name }) => `${kind} ${name}`, stored: age => `stored ${age}`, confirmed: 'confirmed', tunnel: ({ request, response }) => `${request} there, ${response} back`,
}

/** Exchanges of a transcript; `@ hop=… started=… took=…` says the rest. */
function captured(transcript: string, more: (exchange: Exchange, nth: number) => Partial<Exchange> = () => ({})): Exchange[] {
  return capture(transcript).map((exchange, nth) => ({ ...exchange, connection: { ...exchange.connection, id: `c${nth}` }, ...more(exchange, nth) }))
}
const decided = (id: PhraseId, age = 0): Partial<Exchange> => ({ decision: { status: 200, steps: [{ check: 'handler', passed: true, because: phrase(id, { status: 200, age, upstream: 'gw' }), section: 'RFC 9111 §4' }] } })

function ladder(exchanges: readonly Exchange[], done: readonly Done[] = []): Ladder {
  const rows = learnersView(exchanges)
  return ladderOf(rows.map((row, nth) => ({ request: nth + 1, row, way: journeyOf(exchanges.filter(({ trace }) => trace === row.trace), NAMES) })), done, SAYINGS)
}
function told(rung: Rung): string {
  if (rung.kind === 'across') return `— ${rung.words}`
  if (rung.kind === 'note') return `${rung.at} (${rung.tone}): ${rung.words}`
  return `${rung.from} ${rung.kind === 'request' ? '→' : rung.kind === 'tunnel' ? '⇄' : '⇠'} ${rung.to}: ${rung.words}${rung.end === 'arrives' ? '' : ` [${rung.end}]`}${rung.isStored ? ' [stored]' : ''}`
}
const rungs = (exchanges: readonly Exchange[], done: readonly Done[] = []) => ladder(exchanges, done).rungs.map(told)
const event = (afterSeq: number, atWallMs: number, words: string): Done => ({ event: { nth: 1, afterSeq, atWallMs, control: { kind: 'purge', participant: 'edge' } satisfies Control } satisfies ScenarioEvent, words })

const THREE = `
  @ trace=t hop=client-edge started=1000 took=40
  > GET /a HTTP/1.1
  > Host: edge
  < HTTP/1.1 501 Not Implemented
  < Via: 1.1 gw, 1.1 edge

  @ trace=t hop=edge-gw source=participant started=1005 took=30
  > GET /a HTTP/1.1
  > Host: gw
  > Via: 1.1 edge
  < HTTP/1.1 501 Not Implemented
  < Via: 1.1 gw

  @ trace=t hop=gw-shop source=participant started=1010 took=10
  > HEAD /b HTTP/1.1
  > Host: shop
  > Via: 1.1 edge, 1.1 gw
  < HTTP/1.1 501 Not Implemented
  < Server: shop
`

describe('the rungs of one request', () => {
  it('go in and out again, with what each participant changed, by name', () => {
    expect(rungs(captured(THREE))).toEqual([
      'client → edge: GET /a', 'edge (changed): rewritten Host, added Via', 'edge → gw: GET /a',
      'gw (changed): rewritten GET → HEAD, rewritten , rewritten Host, …', 'gw → shop: HEAD /b', 'shop (said): answered', 'shop ⇠ gw: 501 Not Implemented',
      'gw (changed): removed Server, added Via', 'gw ⇠ edge: 501 Not Implemented', 'edge (changed): added Via', 'edge ⇠ client: 501 Not Implemented',
    ])
  })

  it('have times that never go back, counted from its beginning', () => {
    const since = ladder(captured(THREE)).rungs.map(rung => (rung.kind === 'across' ? 0 : rung.origin?.sinceMs))
    expect(since).toEqual([0, 0, 5, 5, 10, 10, 20, 20, 35, 35, 40])
  })

  it.each([
    ['a store', 'decision.cache-hit', ['client → edge: GET /a', 'edge (stored): stored 12', 'edge ⇠ client: 200 OK [stored]']],
    ['a stale store', 'decision.cache-stale', ['client → edge: GET /a', 'edge (stored): stored 12', 'edge ⇠ client: 200 OK [stored]']],
    ['another answer of its own', 'decision.handler-reply', ['client → edge: GET /a', 'edge (said): answered', 'edge ⇠ client: 200 OK']],
  ] as const)('end where the answer comes from: %s', (_what, id, expected) => {
    expect(rungs(captured('@ hop=client-edge\n> GET /a HTTP/1.1\n< HTTP/1.1 200 OK', () => decided(id, 12)))).toEqual(expected)
  })

  it('show a store that was confirmed, though somebody was asked', () => {
    expect(rungs(captured(`
      @ trace=t hop=client-edge
      > GET /a HTTP/1.1
      < HTTP/1.1 200 OK

      @ trace=t hop=edge-gw source=participant
      > GET /a HTTP/1.1
      > If-None-Match: "1"
      < HTTP/1.1 304 Not Modified
    `, (_exchange, nth) => (nth === 0 ? decided('decision.cache-validated') : {})))).toEqual([
      'client → edge: GET /a', 'edge (changed): added If-None-Match', 'edge → gw: GET /a', 'gw (said): answered', 'gw ⇠ edge: 304 Not Modified', 'edge (stored): confirmed', 'edge ⇠ client: 200 OK [stored]',
    ])
  })

  it.each([
    ['refused', '> GET /a HTTP/1.1', ['client → edge: GET /a [refused]', 'edge (said): refused']],
    ['reset', '> GET /a HTTP/1.1', ['client → edge: GET /a', 'edge (said): not reached', 'edge ⇠ client: reset [reset]']],
    ['timed-out', '> GET /a HTTP/1.1', ['client → edge: GET /a', 'edge (said): not reached', 'edge ⇠ client: timed-out [timed-out]']],
    ['server-closed', '> GET /a HTTP/1.1', ['client → edge: GET /a', 'edge (said): not reached', 'edge ⇠ client: closed [closed]']],
    ['reset', '> GET /a HTTP/1.1\n< HTTP/1.1 200 OK\n< Content-Length: 9\n<\n< abc', ['client → edge: GET /a', 'edge (said): answered', 'edge ⇠ client: 200 OK, cut off [cut-off]']],
    ['kept-open', '> GET /a HTTP/1.1\n< HTTP/1.1 103 Early Hints\n<\n< HTTP/1.1 200 OK\n<', ['client → edge: GET /a', 'edge (said): answered', 'edge ⇠ client: 103 Early Hints', 'edge ⇠ client: 200 OK']],
  ])('end as the connection did: %s', (ending, lines, expected) => {
    expect(rungs(captured(`@ hop=client-edge ending=${ending}\n${lines}`))).toEqual(expected)
  })

  it('show a tunnel with what went through it, after CONNECT and after 101', () => {
    const dropped = () => ({ dropped: { request: 7, response: 9 } })
    expect(rungs(captured('@ hop=client-edge\n> CONNECT a:1 HTTP/1.1\n< HTTP/1.1 200 OK', dropped)).slice(-2)).toEqual(['edge ⇠ client: 200 OK', 'client ⇄ edge: 7 there, 9 back'])
    expect(rungs(captured('@ hop=client-edge\n> GET /a HTTP/1.1\n< HTTP/1.1 101 Switching Protocols', dropped)).slice(-2)).toEqual(['edge ⇠ client: 101 Switching Protocols', 'client ⇄ edge: 7 there, 9 back'])
  })
})

describe('the rungs of several requests', () => {
  const ask = (trace: string, started: number, took: number, target = '/a') => `@ trace=${trace} hop=client-edge started=${started} took=${took}\n> GET ${target} HTTP/1.1\n< HTTP/1.1 503 x`

  it('stand in the order of time, those that ran together between one another', () => {
    expect(rungs(captured([ask('one', 1_000, 50), ask('two', 1_010, 10, '/b')].join('\n\n')))).toEqual([
      'client → edge: GET /a', 'edge (said): answered', 'client → edge: GET /b', 'edge (said): answered', 'edge ⇠ client: 503 x', 'edge ⇠ client: 503 x',
    ])
  })

  it('have what was done between them where it was done, whatever another clock says', () => {
    const two = captured([ask('one', 1_000, 5), ask('two', 9_000, 5, '/b')].join('\n\n'))
    for (const at of [4_000, 9_900]) expect(rungs(two, [event(1, at, 'purged')])[3]).toBe('— purged')
    expect(rungs(two, [event(2, 9_900, 'purged')]).at(-1)).toBe('— purged')
  })

  it('are bracketed where the same is asked again, by the learner and by a participant', () => {
    const again = (exchanges: readonly Exchange[]) => ladder(exchanges).brackets
    expect(again(captured([ask('one', 1, 1), ask('two', 10, 1), ask('three', 20, 1, '/b'), ask('four', 30, 1)].join('\n\n')))).toEqual([{ party: 'client', count: 2, first: 0, last: 5, depth: 0 }])
    const twice = captured(`
      @ trace=t hop=client-edge started=1 took=9
      > GET /a HTTP/1.1
      < HTTP/1.1 200 OK

      @ trace=t hop=edge-gw source=participant started=2 took=1
      > GET /a HTTP/1.1
      < HTTP/1.1 412 x

      @ trace=t hop=edge-gw source=participant started=4 took=1
      > GET /a HTTP/1.1
      < HTTP/1.1 200 OK

      @ trace=u hop=client-edge started=20 took=1
      > GET /a HTTP/1.1
      < HTTP/1.1 200 OK
    `)
    expect(again(twice)).toEqual([{ party: 'client', count: 2, first: 0, last: 10, depth: 0 }, { party: 'edge', count: 2, first: 1, last: 6, depth: 1 }])
  })
})

describe('what a participant rewrote', () => {
  const message = (lines: string) => capture(`> GET / HTTP/1.1\n${lines}`)[0]?.request ?? (() => { throw new Error('not a request') })()
  it.each([
    ['nothing, in another case and another order', '> A: 1\n> b: 2', '> B: 2\n> a: 1', []],
    ['a list that grew', '> Via: 1.1 a', '> Via: 1.1 a, 1.1 b', ['added Via']],
    ['a list in two lines', '> X: 1, 2', '> X: 1\n> X: 2', []],
    ['a value', '> Host: a', '> Host: b', ['rewritten Host']],
    ['one gone, one come', '> Connection: close', '> Age: 1', ['removed Connection', 'added Age']],
  ])('%s', (_what, came, left, expected) => {
    expect(rewritesBetween(message(came), message(left)).map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected)
  })

  it('a pseudo-field of HTTP/2 that says what Host says', () => {
    const { fields, ...rest } = message('> Host: a\n> Scheme: https')
    const compressed = { ...rest, fields: fields.map(field => ({ ...field, name: field.name === 'Host' ? ':authority' : ':scheme' })) }
    expect(rewritesBetween(compressed, message('> Host: b'))).toEqual([{ kind: 'rewritten', name: 'Host' }])
  })
})

const scene = (of: Ladder, pace: Pace = 'order', width = 600): Scene => sceneOf(of, columnsOf(of.rungs, NAMES, true), name => name, { width, spacing: [100, 200], pace, timeOf: (rung, isFirst) => (rung.kind === 'request' && isFirst ? 'first' : '') })

describe('the geometry', () => {
  it('has columns in the order of the topology, and rungs below one another that touch the lifelines they join', () => {
    const { columns, rows, width } = scene(ladder(captured(THREE)))
    expect(columns.map(({ name, isAsked }) => [name, isAsked])).toEqual([['client', true], ['edge', true], ['gw', true], ['shop', true]])
    for (const [nth, row] of rows.entries()) {
      expect(row.top).toBeGreaterThanOrEqual((rows[nth - 1]?.top ?? 0) + (rows[nth - 1]?.height ?? 0))
      if (row.rung.kind === 'note') expect([row.x1 >= 0, row.x2 <= width]).toEqual([true, true])
      if (row.rung.kind !== 'request') continue
      const [from, to] = [row.rung.from, row.rung.to].map(name => columns.find(column => column.name === name)?.x ?? 0)
      expect([row.x1, row.x2]).toEqual([(from ?? 0) + 4, (to ?? 0) - 4])
    }
    expect(rows.filter(({ time }) => time === 'first')).toHaveLength(1)
  })

  it('grows wider than its frame rather than push columns together, and cuts words that do not fit', () => {
    const long: Ladder = { rungs: rungsOfLines([{ kind: 'request', from: 'client', to: 'edge', words: `GET /${'x'.repeat(100)}` }, { kind: 'response', from: 'shop', to: 'client', words: '501 Not Implemented' }]), brackets: [] }
    const { columns, rows, width } = scene(long, 'order', 100)
    expect(width).toBeGreaterThan(300)
    expect([(columns[1]?.x ?? 0) - (columns[0]?.x ?? 0), rows[0]?.words.endsWith('…'), rows[1]?.words]).toEqual([100, true, '501 Not Implemented'])
  })

  it('goes further down the later it is, and cuts what is much longer', () => {
    const two = captured(`
      @ trace=one hop=client-edge started=0 took=100
      > GET /a HTTP/1.1
      < HTTP/1.1 200 OK

      @ trace=two hop=client-edge started=60000 took=2
      > GET /b HTTP/1.1
      < HTTP/1.1 200 OK
    `)
    const { rows, breaks, pxPerMs } = scene(ladder(two), 'scale')
    const [asked, , said] = rows
    expect(pxPerMs).toBe(2.8)
    expect(breaks.map(({ ms }) => ms)).toEqual([59_900])
    expect((said?.top ?? 0) - (asked?.top ?? 0)).toBeGreaterThan(200)
    expect(scene(ladder(two), 'order').breaks.map(({ ms }) => ms)).toEqual([59_900])
  })

  it('draws each end another way', () => {
    const drawn = (['arrives', 'refused', 'reset', 'timed-out', 'closed', 'cut-off'] as const).map(end => {
      const one: Ladder = { rungs: [{ kind: 'response', from: 'edge', to: 'client', words: 'x', end }], brackets: [] }
      const [row] = scene(one).rows
      return JSON.stringify(row && shapesOf(row, () => 'ink'))
    })
    expect(new Set(drawn).size).toBe(drawn.length)
  })
})

it('a ladder of an author has its columns in the order of the topology, and a status where one is written', () => {
  const lines = rungsOfLines([{ kind: 'request', from: 'gw', to: 'shop', words: 'GET 200' }, { kind: 'response', from: 'shop', to: 'client', words: '501 Not Implemented' }, { kind: 'note', at: 'shop', words: '200 times' }])
  expect(columnsOf(lines, ['edge', 'gw', 'shop'])).toEqual(['client', 'gw', 'shop'])
  expect(lines.map(rung => ('status' in rung ? rung.status : undefined))).toEqual([undefined, 501, undefined])
})

describe('a ladder as an SVG file', () => {
  const inks = { hueOf: () => 'ink-soft', sayBracket: (party: string, count: number) => `${party} ${count}`, sayBreak: (ms: number) => `${ms} ms` }
  const text = (of: Ladder) => svgFile(ladderPicture(scene(of), inks, 'A & B', of.rungs.map(told), ink => `#${ink}`))

  it('says in words what it shows, and needs nothing from elsewhere', () => {
    const svg = text(ladder(captured(THREE)))
    expect(svg).toContain('<title id="title">A &amp; B</title>')
    expect(svg).toMatch(/<desc id="desc">client → edge: GET \/a\nedge \(changed\)/)
    expect(svg).toContain('stroke="#status-5"')
    expect(svg).not.toMatch(/var\(|href|url\(|style=|class=/)
  })

  it('escapes what came from the wire, and leaves out what XML cannot hold', () => {
    const svg = text({ rungs: [{ kind: 'request', from: 'client', to: 'shop', words: 'GET /</text><script>\0\x1b"&\ud800', end: 'arrives' }], brackets: [] })
    expect(svg).toContain('GET /&lt;/text&gt;&lt;script&gt;��&quot;&amp;�')
    expect(svg).not.toMatch(/<script|[\0-\x08]/)
  })
})
