// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { toLatin1 } from '../../../electron/model/bytes.ts'
import { CallFailed } from '../../../electron/contract/failure.ts'
import type { AttemptView } from '../../../electron/model/attempt.ts'
import type { Control } from '../../../electron/model/control.ts'
import { bytesFromRawText } from '../../../electron/model/draft.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { phrase } from '../../../electron/model/phrase.ts'
import type { Verdict } from '../../../electron/model/verdict.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useComposer } from '../../../renderer/stores/composer.ts'
import { useExchanges } from '../../../renderer/stores/exchanges.ts'
import { useViewer } from '../../../renderer/stores/viewer.ts'
import { attemptView, scriptedCore, verdict } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const [first, second, outside] = capture(`
  > BREW /pot HTTP/1.1
  < HTTP/1.1 501 Not Implemented

  > GET /pot HTTP/1.1
  < HTTP/1.1 200 OK

  @ source=outside side=server
  > PUT /pot HTTP/1.1
  < HTTP/1.1 405 Method Not Allowed
`) as [Exchange, Exchange, Exchange]

/** A core whose capture and verdicts the test changes. */
function lab(rest: Parameters<typeof attemptView>[0] = {}) {
  const world = { exchanges: [...rest.exchanges ?? []], verdicts: [] as Verdict[], opens: vi.fn(() => Promise.resolve(attemptView(rest))), sends: vi.fn(() => Promise.resolve({ exchanges: ['x1'] })), controls: vi.fn(({ control }: { control: Control }) => Promise.resolve([{ nth: 1, afterSeq: 0, atWallMs: 0, control }])) }
  const scripted = scriptedCore({
    'attempts.open': world.opens,
    'attempts.go': () => Promise.resolve({}),
    'attempts.verdicts': () => Promise.resolve(world.verdicts),
    'exchanges.list': ({ afterSeq, limit }) => Promise.resolve(world.exchanges.filter(one => one.seq > afterSeq).slice(0, limit)),
    'requests.send': world.sends,
    'topologies.control': world.controls,
    'hints.take': ({ step }) => Promise.resolve([{ step, nth: 1, takenWallMs: 0, text: 'Look at {{url}}.' }]),
    'answers.give': ({ question }) => Promise.resolve([verdict(question, { kind: 'question', outcome: 'met' })]),
  })
  return { world, ...scripted, attempt: useAttempt(), composer: useComposer(), exchanges: useExchanges(), viewer: useViewer() }
}

beforeEach(() => { localStorage.clear() })

describe('an attempt', () => {
  it('opens with the blanks of its texts filled and the request of the step in the composer', async () => {
    const { attempt, composer } = lab()
    await attempt.open('first')
    expect(attempt.lab?.summary).toBe('At http://127.0.0.1:4501')
    expect(composer.draft).toEqual({ kind: 'structured', method: 'BREW', target: '/pot', fields: [], content: '' })
  })

  it('sends, shows what came back, and lets the verdict tick over when it is judged', async () => {
    const { attempt, composer, viewer, world, announce, asked } = lab({ verdicts: [verdict('v')] })
    await attempt.open('first')
    world.exchanges.push(first)
    await composer.send()
    expect([viewer.chosen, viewer.side, composer.busy]).toEqual(['x1', 'response', undefined])
    expect(attempt.verdictOn('v')?.outcome).toBe('not-yet')
    world.verdicts = [verdict('v', { outcome: 'met' })]
    announce('attempt.judged', { attempt: 'a1' })
    await flushPromises()
    expect(attempt.verdictOn('v')?.outcome).toBe('met')
    expect(asked.find(({ name }) => name === 'requests.send')?.input).toEqual({ attempt: 'a1', draft: composer.draft })
  })

  it('of a long capture shows what was chosen last as soon as that is here, else the newest, unless something else was chosen meanwhile', async () => {
    const many = Array.from({ length: 450 }, (_, nth): Exchange => ({ ...first, id: `x${nth + 1}`, seq: nth + 1, trace: `t${nth + 1}` }))
    for (const [left, meanwhile, chosen] of [['x430', undefined, 'x430'], ['x430', 'x7', 'x7'], [undefined, undefined, 'x450'], ['x999', undefined, 'x450']] as const) {
      localStorage.setItem('lab501.viewer.a1', JSON.stringify({ exchange: left, look: 'raw', side: 'request' }))
      const { attempt, world, viewer, exchanges } = lab({ exchanges: many.slice(0, 200), lastSeq: 450 })
      world.exchanges = many
      await attempt.open('first')
      await nextTick()
      if (meanwhile !== undefined) viewer.choose(meanwhile)
      await expect.poll(() => exchanges.rows.length).toBe(450)
      await flushPromises()
      expect([viewer.chosen, viewer.row, viewer.look]).toEqual([chosen, Number(chosen.slice(1)) - 1, 'raw'])
    }
  })

  it('takes in what comes from outside without moving the eye', async () => {
    const { attempt, exchanges, viewer, world, announce } = lab({ exchanges: [first, second] })
    await attempt.open('first')
    viewer.choose('x1')
    world.exchanges.push(outside)
    announce('exchanges.saved', { attempt: 'a1', upToSeq: 3 })
    announce('exchanges.saved', { attempt: 'another', upToSeq: 9 })
    await flushPromises()
    expect([exchanges.rows.map(row => row.id), viewer.chosen, exchanges.shownUpTo]).toEqual([['x1', 'x2', 'x3'], 'x1', 2])
  })

  it('says why nothing was sent, and turns the request into the same bytes', async () => {
    const { attempt, composer, world } = lab()
    await attempt.open('first')
    world.sends.mockResolvedValueOnce({ exchanges: [], failure: phrase('failure.unsendable', { why: 'it is CONNECT' }) } as never)
    await composer.send()
    expect(composer.failure?.id).toBe('failure.unsendable')
    composer.toRaw()
    expect([composer.mode, composer.failure, toLatin1(bytesFromRawText(composer.raw))]).toEqual(['raw', undefined, 'BREW /pot HTTP/1.1\r\nHost: 127.0.0.1:4501\r\n\r\n'])
  })

  it('keeps taken hints and given answers in sight', async () => {
    const { attempt } = lab()
    await attempt.open('first')
    await attempt.takeHint()
    await attempt.answer('q', 'Allow')
    expect(attempt.view?.hints.map(hint => hint.text)).toEqual(['Look at http://127.0.0.1:4501.'])
    expect([attempt.answerTo('q'), attempt.verdictOn('q')?.outcome]).toEqual(['Allow', 'met'])
  })

  it('is found as it was left: each step with its own request, the chosen exchange, the way it was shown', async () => {
    const before = lab({ exchanges: [first, second] })
    await before.attempt.open('first')
    before.composer.structured.method = 'brew'
    before.viewer.choose('x1')
    before.viewer.look = 'hex'
    await flushPromises()
    await before.attempt.go('two')
    await flushPromises()
    before.composer.structured.method = 'PUT'
    await flushPromises()

    const after = lab({ exchanges: [first, second] })
    await after.attempt.open('first')
    await flushPromises()
    expect([after.composer.structured.method, after.viewer.chosen, after.viewer.look]).toEqual(['brew', 'x1', 'hex'])
    await after.attempt.go('two')
    await flushPromises()
    expect(after.composer.structured.method).toBe('PUT')
  })

  it('keeps the request of the step before where a step proposes none, also over a reload', async () => {
    const before = lab()
    await before.attempt.open('first')
    before.composer.structured.target = '/kettle'
    await before.attempt.go('two')
    await flushPromises()

    const again = lab({ attempt: { ...attemptView().attempt, step: 'two' } })
    await again.attempt.open('first')
    expect(again.composer.structured.target).toBe('/kettle')
  })

  it('is opened again when the lane is there again', async () => {
    const { attempt, core, asked, ...host } = lab()
    await attempt.open('first')
    host.cut()
    expect(core.state.value).toBe('lost')
    core.retry()
    await flushPromises()
    expect(asked.filter(({ name }) => name === 'attempts.open')).toHaveLength(2)
  })

  it('lets what is sent meanwhile wait until it is open again', async () => {
    const { attempt, composer, core, world, ...host } = lab()
    await attempt.open('first')
    const opened = Promise.withResolvers<AttemptView>()
    world.opens.mockReturnValueOnce(opened.promise)
    host.cut()
    core.retry()
    await flushPromises()
    void composer.send()
    await flushPromises()
    expect(world.sends).not.toHaveBeenCalled()
    opened.resolve(attemptView())
    await flushPromises()
    expect(world.sends).toHaveBeenCalledOnce()
  })
})

describe('a topology of several participants', () => {
  const entry = (participant: string, role: 'cache' | 'origin', port: number) => ({ participant, role, port, url: `http://127.0.0.1:${port}` })
  const entries = [entry('edge', 'cache', 1), entry('shop', 'origin', 2), { ...entry('shop', 'origin', 3), url: 'https://127.0.0.1:3' }]
  const on = (hop: string, side: 'client' | 'server', seq: number): Exchange =>
    ({ ...first, id: `x${seq}`, seq, trace: 't', hop, side, source: hop.startsWith('client') ? 'composer' : 'participant', connection: { ...first.connection, id: hop } })
  const seen = [on('client-edge', 'client', 1), on('client-edge', 'server', 2), on('edge-shop', 'client', 3), on('edge-shop', 'server', 4)]

  it('shows one row a request, its way, and each hop of it; another choice leaves a participant', async () => {
    const { attempt, exchanges, viewer } = lab({ entries, exchanges: seen })
    await attempt.open('first')
    expect([attempt.participants, exchanges.rows.map(({ id }) => id), viewer.way?.answeredBy]).toEqual([['edge', 'shop'], ['x1'], 'shop'])
    viewer.stop = 0
    viewer.follow(1)
    expect([viewer.chosen, viewer.row, viewer.stop]).toEqual(['x3', 0, undefined])
    expect(exchanges.otherSideOf(seen[2] as Exchange)?.id).toBe('x4')
  })

  it('has no way where there is nobody but an origin', async () => {
    const { attempt, viewer } = lab({ exchanges: [first] })
    await attempt.open('first')
    expect(viewer.way).toBeUndefined()
  })

  it('is controlled, stands as it was left, and says why something was refused', async () => {
    const { attempt, world } = lab({ entries })
    await attempt.open('first')
    expect(await attempt.control({ kind: 'kill', participant: 'shop' })).toBeUndefined()
    expect([attempt.events.length, [...attempt.standing?.killed ?? []]]).toEqual([1, ['shop']])
    world.controls.mockRejectedValueOnce(new CallFailed('bad-input', '"shop" cannot be told to purge; these can: edge'))
    expect(await attempt.control({ kind: 'purge', participant: 'shop' })).toContain('these can: edge')
    expect(attempt.events).toHaveLength(1)
  })

  it('tells what happens to it while it runs', async () => {
    const { attempt, announce } = lab({ entries })
    await attempt.open('first')
    announce('attempt.noticed', { attempt: 'a1', notice: phrase('notice.no-ipv6') })
    await flushPromises()
    expect(attempt.view?.notices.map(({ id }) => id)).toEqual(['notice.no-ipv6'])
  })
})

describe('the eye', () => {
  const evidence = [
    { exchange: 'x1', side: 'request' as const, range: { start: 0, end: 4 } },
    { exchange: 'x2', side: 'response' as const, range: { start: 9, end: 12 } },
  ]

  it('goes to the bytes of a verdict, and asked again to the next piece of them', async () => {
    const { attempt, viewer } = lab({ exchanges: [first, second], verdicts: [verdict('v', { outcome: 'met', evidence })] })
    await attempt.open('first')
    viewer.look = 'why'
    viewer.point('v')
    expect([viewer.chosen, viewer.side, viewer.look, viewer.marksOn('request'), viewer.marksOn('response')]).toEqual(['x1', 'request', 'pretty', [{ start: 0, end: 4 }], []])
    viewer.pointNext()
    expect([viewer.chosen, viewer.side, viewer.marksOn('response')]).toEqual(['x2', 'response', [{ start: 9, end: 12 }]])
    viewer.pointNext()
    expect(viewer.chosen).toBe('x1')
  })

  it('compares with the other piece of evidence, else with the exchange before, else with what was picked', async () => {
    const { attempt, viewer } = lab({ exchanges: [first, second, outside], verdicts: [verdict('v', { evidence })] })
    await attempt.open('first')
    expect(viewer.other?.id).toBe('x2')
    viewer.point('v')
    expect([viewer.chosen, viewer.other?.id]).toEqual(['x1', 'x2'])
    viewer.choose('x1')
    viewer.against = 'x3'
    expect(viewer.other?.id).toBe('x3')
    viewer.compare(['x3', 'x2'])
    expect([viewer.chosen, viewer.other?.id, viewer.look]).toEqual(['x2', 'x3', 'compare'])
  })

  it('moves along the rows and stops at their ends', async () => {
    const { attempt, viewer } = lab({ exchanges: [first, second, outside] })
    await attempt.open('first')
    viewer.move(1)
    expect(viewer.chosen).toBe('x3')
    viewer.move(-1)
    viewer.move(-1)
    viewer.move(-1)
    expect(viewer.chosen).toBe('x1')
  })
})
