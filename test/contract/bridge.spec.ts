import { expect, it, vi } from 'vitest'
import { CallFailed } from '../../electron/contract/failure.ts'
import { phrase } from '../../electron/model/phrase.ts'
import { bridged, describePorts } from '../support/describe-ports.ts'

/** What `app.describe` answers in these specs. */
const ABOUT = { version: '0.1.0', entry: 'tests' as const, dataFolder: '/data', notices: [phrase('notice.no-ipv6')] }

/** A call that goes on until it is aborted, and how to see it begin and end. */
function endless() {
  const begun = Promise.withResolvers<void>()
  const aborted = Promise.withResolvers<void>()
  const handler = (_: unknown, signal: AbortSignal) => new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => { aborted.resolve(); reject(new Error('aborted')) })
    begun.resolve()
  })
  return { begun: begun.promise, aborted: aborted.promise, handler }
}

describePorts('the bridge', open => {
  it('answers a call', async () => {
    const { caller } = await bridged(open, { 'app.describe': async () => ABOUT })
    expect(await caller.call('app.describe', {})).toEqual(ABOUT)
  })

  it('gives each of many calls its own answer, in whatever order they come', async () => {
    const { caller } = await bridged(open, {
      'exchanges.bytes': async ({ range }) => {
        await new Promise(resolve => setTimeout(resolve, (20 - range.start) % 7))
        return { bytes: '', size: range.start }
      },
    })
    const calls = Array.from({ length: 20 }, (_, start) => caller.call('exchanges.bytes', { attempt: 'a', exchange: 'x1', side: 'request', range: { start, end: start } }))
    expect((await Promise.all(calls)).map(({ size }) => size)).toEqual(Array.from({ length: 20 }, (_, size) => size))
  })

  it('fills in what the input leaves out, before the handler sees it', async () => {
    const asked = vi.fn(async () => [])
    const { caller } = await bridged(open, { 'exchanges.list': asked })
    await caller.call('exchanges.list', { attempt: 'a', afterSeq: 0 })
    expect(asked).toHaveBeenCalledWith({ attempt: 'a', afterSeq: 0, limit: 500 }, expect.any(AbortSignal))
  })

  it('keeps the code and the words of a failure', async () => {
    const { caller, reported } = await bridged(open, { 'attempts.open': async () => { throw new CallFailed('not-found', 'there is no lab "x"') } })
    await expect(caller.call('attempts.open', { lab: 'x' })).rejects.toMatchObject({ name: 'CallFailed', code: 'not-found', message: 'there is no lab "x"' })
    expect(reported).toEqual([])
  })

  it.each([
    ['a number for a name', { lab: 7 }, 'attempts.open: lab: '],
    ['nothing', null, 'attempts.open: input: '],
    ['a name that is too long', { lab: 'x'.repeat(101) }, 'attempts.open: lab: '],
  ])('refuses %s as input, says where, and asks no handler', async (_, input, where) => {
    const handler = vi.fn()
    const { caller } = await bridged(open, { 'attempts.open': handler })
    const failure = await caller.call('attempts.open', input as never).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'bad-input', message: expect.stringContaining(where) })
    expect(handler).not.toHaveBeenCalled()
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'no.such', ''])('takes %j for no call', async name => {
    const { caller } = await bridged(open, {})
    await expect(caller.call(name as never, {} as never)).rejects.toMatchObject({ code: 'bad-input', message: `there is no call "${name}"` })
  })

  it('says nothing of the inside when the core breaks, and tells its log', async () => {
    const inside = new Error('secret: /srv/lab/app.js:7')
    const { caller, reported } = await bridged(open, { 'labs.list': async () => { throw inside } })
    const failure = await caller.call('labs.list', {}).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'internal', message: 'labs.list failed inside Lab 501; the log has the details' })
    expect(reported).toEqual([{ error: inside, during: 'labs.list' }])
  })

  it('sends no answer of a wrong shape', async () => {
    const { caller, reported } = await bridged(open, { 'labs.list': async () => [{ id: 7 }] as never })
    await expect(caller.call('labs.list', {})).rejects.toMatchObject({ code: 'internal' })
    expect(reported).toHaveLength(1)
  })

  it('leaves out of an answer what the contract does not name', async () => {
    const { caller } = await bridged(open, { 'app.describe': async () => ({ ...ABOUT, solution: 'DELETE /widgets/7' }) })
    expect(await caller.call('app.describe', {})).toEqual(ABOUT)
  })

  it('brings an event to whoever listens, until they stop', async () => {
    const { caller, announce } = await bridged(open, { 'app.describe': async () => ABOUT })
    const [heard, other] = [vi.fn(), vi.fn()]
    const stop = caller.on('exchanges.saved', heard)
    caller.on('attempt.judged', other)
    announce('exchanges.saved', { attempt: 'a', upToSeq: 3 })
    await expect.poll(() => heard.mock.calls).toContainEqual([{ attempt: 'a', upToSeq: 3 }])
    stop()
    announce('exchanges.saved', { attempt: 'a', upToSeq: 4 })
    await caller.call('app.describe', {})
    expect([heard.mock.calls.length, other.mock.calls.length]).toEqual([1, 0])
  })

  it('announces nothing of a wrong shape, and nothing that the contract does not name', async () => {
    const { caller, announce, reported } = await bridged(open, { 'app.describe': async () => ABOUT })
    const heard = vi.fn()
    caller.on('attempt.judged', heard)
    announce('attempt.judged', { attempt: 7 as never })
    announce('attempt.judged', { attempt: 'a', solution: 'DELETE /widgets/7' } as never)
    await caller.call('app.describe', {})
    expect(heard.mock.calls).toEqual([[{ attempt: 'a' }]])
    expect(reported).toMatchObject([{ during: 'attempt.judged' }])
  })

  it('aborts the work of a call that is cancelled', async () => {
    const work = endless()
    const { caller } = await bridged(open, { 'labs.list': work.handler })
    const cancel = new AbortController()
    const call = caller.call('labs.list', {}, cancel.signal)
    await work.begun
    cancel.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await work.aborted
  })

  it('begins no work for a call that was cancelled before', async () => {
    const handler = vi.fn(async () => [])
    const { caller } = await bridged(open, { 'labs.list': handler, 'app.describe': async () => ABOUT })
    await expect(caller.call('labs.list', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    await caller.call('app.describe', {})
    expect(handler).not.toHaveBeenCalled()
  })

  it.each(['page', 'core'] as const)('when the %s closes: rejects everything waiting, aborts everything running', async end => {
    const [one, two] = [endless(), endless()]
    const bridge = await bridged(open, { 'labs.list': one.handler, 'app.describe': two.handler })
    const closed = new Promise<void>(resolve => bridge.caller.onClose(resolve))
    const calls = [bridge.caller.call('labs.list', {}), bridge.caller.call('app.describe', {})]
    const ends = Promise.allSettled(calls)
    await Promise.all([one.begun, two.begun])
    bridge[end].close()
    expect((await ends).map(result => result.status === 'rejected' && result.reason.code)).toEqual(['closed', 'closed'])
    await Promise.all([one.aborted, two.aborted, closed])
    await expect(bridge.caller.call('app.describe', {})).rejects.toMatchObject({ code: 'closed' })
    expect(() => bridge.announce('attempt.judged', { attempt: 'a' })).not.toThrow()
  })
})

describePorts('a frame that is none', open => {
  const GARBAGE = {
    'no JSON': '{"kind":"call"',
    'no object': '7',
    'no kind': '{"id":1}',
    'an unknown kind': '{"kind":"shout","id":1}',
    'a call without a number': '{"kind":"call","id":"1","name":"labs.list","input":{}}',
    'a number that is not whole': '{"kind":"cancel","id":1.5}',
    'nothing at all': '',
    'a failure of an unknown code': '{"kind":"failure","id":1,"failure":{"code":"nonsense","message":""}}',
  }

  it.each(Object.entries(GARBAGE))('closes the port at the core: %s', async (_, text) => {
    const work = endless()
    const { caller, page } = await bridged(open, { 'labs.list': work.handler })
    const call = caller.call('labs.list', {})
    const failed = expect(call).rejects.toMatchObject({ code: 'closed' })
    await work.begun
    page.post(text)
    await Promise.all([failed, work.aborted])
  })

  it.each([
    ...Object.entries(GARBAGE),
    ['a call to the page', '{"kind":"call","id":1,"name":"labs.list","input":{}}'],
  ])('closes the port at the page: %s', async (_, text) => {
    const work = endless()
    const { caller, core } = await bridged(open, { 'labs.list': work.handler })
    const failed = expect(caller.call('labs.list', {})).rejects.toMatchObject({ code: 'closed' })
    await work.begun
    core.post(text)
    await Promise.all([failed, work.aborted])
  })

  it.each([
    ['an answer to nothing', '{"kind":"value","id":99,"value":[]}'],
    ['a failure of nothing', '{"kind":"failure","id":99,"failure":{"code":"internal","message":""}}'],
    ['an event that nobody listens for', '{"kind":"event","name":"constructor","body":{}}'],
  ])('is not %s: the page lets it pass', async (_, text) => {
    const { caller, core } = await bridged(open, { 'app.describe': async () => ABOUT })
    core.post(text)
    expect(await caller.call('app.describe', {})).toEqual(ABOUT)
  })

  it('sent by the page as if it were the core closes the port', async () => {
    const { caller, page } = await bridged(open, {})
    const closed = new Promise<void>(resolve => caller.onClose(resolve))
    page.post('{"kind":"event","name":"attempt.judged","body":{"attempt":"a"}}')
    await closed
  })

  it('is not the cancelling of a call that is over', async () => {
    const { caller, page } = await bridged(open, { 'app.describe': async () => ABOUT })
    page.post('{"kind":"cancel","id":77}')
    expect(await caller.call('app.describe', {})).toEqual(ABOUT)
  })
})
