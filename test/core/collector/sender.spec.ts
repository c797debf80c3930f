// The learner's app as a sender: what is done reaches the collector once, whatever happens on the way, and goes nowhere else.
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { ServerResponse } from 'node:http'
import { connect, createServer as createTunnel, type AddressInfo } from 'node:net'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startCollecting } from '../../../electron/core/collector/collecting.ts'
import { collectorIdentity } from '../../../electron/core/collector/identity.ts'
import { Outbox } from '../../../electron/core/collector/outbox.ts'
import { Sender } from '../../../electron/core/collector/sender.ts'
import { NoResult } from '../../../electron/core/results/make-result.ts'
import { openResult } from '../../../electron/core/results/result-file.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { writeJoinCode } from '../../../electron/model/join-code.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { handIn, newKey, work } from '../results/workshop.ts'
import { openRoom, scratch, type Room } from './room.ts'

type Standing = NonNullable<ReturnType<Sender['view']>['joined']>
/** `stood`: how it stood each time that something changed, whoever looks how soon. */
interface App { readonly sender: Sender; readonly store: Store; readonly key: ReturnType<typeof newKey>; readonly folder: string; readonly logged: string[]; readonly stood: Standing[] }

/** An installation with a store of its own. */
function openApp(folder = scratch(), key = newKey(), make?: () => Promise<never>): App {
  const store = openStore(folder)
  const logged: string[] = []
  const stood: Standing[] = []
  const look = (): void => {
    const { joined } = sender.view()
    if (joined) stood.push(joined)
  }
  const sender = new Sender({
    // It tells of itself while it is made, too.
    outbox: new Outbox(folder), store, key: () => key.privateKey, onChanged: () => queueMicrotask(look), log: line => logged.push(line), times: { pauseMs: 20, firstMs: 40 },
    make: make ?? (async ({ name, attempts, carriesCaptures }) => handIn(store, attempts, { name, key, carriesCaptures })),
  })
  onTestFinished(async () => {
    await sender[Symbol.asyncDispose]()
    store[Symbol.dispose]()
  })
  return { sender, store, key, folder, logged, stood }
}

const joining = (room: Pick<Room, 'collecting'>, name = 'Ada') => ({ code: room.collecting.codes[0]?.code ?? '', name, carriesCaptures: true })
const standing = ({ sender }: App) => sender.view().joined
const says = (app: App) => { const why = standing(app)?.why; return why && sayInEnglish(why) }
/** The histories that are in the folder: attempt and last hash, as often as they are there. */
const histories = (folder: string) => readdirSync(folder).filter(name => name.endsWith('.lab501-result')).flatMap(name => {
  const opened = openResult(readFileSync(join(folder, name)))
  return 'refusal' in opened ? [] : opened.sheet.attempts.map(({ id, log }) => `${id} ${log.head}`)
}).sort()

/** A server that answers as it is told, one answer for each result; `asked` has the method of each request. */
async function answering(answers: readonly (readonly [number, Readonly<Record<string, string>>?])[]) {
  const identity = collectorIdentity(scratch())
  const asked: string[] = []
  const answeredWallMs: number[] = []
  const left = [...answers]
  const server = createServer({ key: identity.key, cert: identity.certificate }, (request, response: ServerResponse) => {
    asked.push(request.method ?? '')
    request.resume().on('end', () => {
      const [status, fields] = request.method === 'OPTIONS' ? [204, {}] : left.shift() ?? [500]
      answeredWallMs.push(Date.now())
      response.writeHead(status, fields).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => { server.closeAllConnections(); server.close() })
  const { port } = server.address() as AddressInfo
  return { asked, answeredWallMs, port, code: writeJoinCode({ host: '127.0.0.1', port, secret: identity.secret, sha256: identity.sha256 }) }
}

describe('results', () => {
  it('go to nobody until a collector is joined, then what is done from then on, each once', async () => {
    const room = await openRoom()
    const app = openApp()
    const before = await work(app.store, { send: ['PUT'] })
    app.sender.worked(before)
    expect(app.sender.view()).toEqual({})
    expect(await app.sender.join(joining(room))).toBeUndefined()
    const attempts = [await work(app.store, { send: ['BREW'] }), await work(app.store, { send: ['PUT'], hints: 1 })]
    for (const attempt of attempts) app.sender.worked(attempt)
    await expect.poll(() => standing(app)).toMatchObject({ address: `127.0.0.1:${room.code.port}`, name: 'Ada', state: 'idle', waiting: 0, sent: 2 })
    for (const attempt of attempts) app.sender.worked(attempt)
    app.sender.now()
    await expect.poll(() => standing(app)?.state).toBe('idle')
    expect(histories(room.folder).map(line => line.split(' ')[0])).toEqual([...attempts].sort())
    expect(room.collecting.collector.counts()).toEqual({ kept: 2, again: 0, refused: {} })
  })

  it('go over the connection that was made when the collector was joined', async () => {
    const dataFolder = scratch()
    const room = await openRoom({ dataFolder })
    let made = 0
    const between = createTunnel(near => {
      made += 1
      const far = connect(room.code.port, '127.0.0.1')
      for (const end of [near, far]) end.on('error', () => undefined)
      near.pipe(far).pipe(near)
    })
    await once(between.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void between.close())
    const { secret, sha256 } = collectorIdentity(dataFolder)
    const app = openApp()
    await app.sender.join({ ...joining(room), code: writeJoinCode({ host: '127.0.0.1', port: (between.address() as AddressInfo).port, secret, sha256 }) })
    for (const sent of [1, 2]) {
      app.sender.worked(await work(app.store, { send: ['BREW'] }))
      await expect.poll(() => standing(app)?.sent).toBe(sent)
    }
    expect(made).toBe(1)
  })

  it('wait while nobody is there, over restarts of the app, and come once somebody is', async () => {
    const dataFolder = scratch()
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    const { port } = first.collector
    const app = openApp()
    await app.sender.join({ code: first.codes[0]?.code ?? '', name: 'Ada', carriesCaptures: true })
    await first.close()
    app.sender.worked(await work(app.store, { send: ['BREW'] }))
    await expect.poll(() => standing(app)).toMatchObject({ state: 'waiting', waiting: 1, sent: 0 })
    expect(says(app)).toBe(`127.0.0.1:${port} is out of reach (ECONNREFUSED). What you do is kept, and it is tried again.`)
    const second = await work(app.store, { send: ['PUT'] })
    app.sender.worked(second)
    await app.sender[Symbol.asyncDispose]()
    app.store[Symbol.dispose]()
    const room = await openRoom({ dataFolder, listen: { host: '127.0.0.1', port } })
    const again = openApp(app.folder, app.key)
    await expect.poll(() => standing(again)).toMatchObject({ state: 'idle', waiting: 0, sent: 2 })
    expect(histories(room.folder)).toHaveLength(2)
    expect(room.collecting.collector.counts()).toEqual({ kept: 2, again: 0, refused: {} })
  })

  it.each(['before it is there again', 'once it is there again'])('wait for a collector whose code is a new one, and come when that is typed %s', async when => {
    const dataFolder = scratch()
    const first = await openRoom({ dataFolder })
    const app = openApp()
    await app.sender.join(joining(first))
    app.sender.worked(await work(app.store, { send: ['PUT'] }))
    await expect.poll(() => standing(app)).toMatchObject({ state: 'idle', sent: 1 })
    await first.collecting.close()
    // One is made and tried, the other is not made yet.
    for (const method of ['BREW', 'PUT']) {
      app.sender.worked(await work(app.store, { send: [method] }))
      await expect.poll(() => standing(app)?.state).toBe('waiting')
    }
    const { key, certificate, sha256 } = collectorIdentity(dataFolder)
    const renewed = collectorIdentity(dataFolder, true)
    expect(renewed).toMatchObject({ key, certificate, sha256 })
    expect(renewed.secret).not.toBe(first.code.secret)
    const { port } = first.code
    const waiting = readdirSync(join(app.folder, 'sending'))
    const typed = { code: writeJoinCode({ host: '127.0.0.1', port, secret: renewed.secret, sha256 }), name: 'Ada', carriesCaptures: true }
    if (when.startsWith('before')) {
      expect(await app.sender.join(typed)).toBeUndefined()
      expect(standing(app)).toMatchObject({ state: 'waiting', waiting: 2, sent: 1 })
      expect(readdirSync(join(app.folder, 'sending'))).toEqual(waiting)
    }
    const room = await openRoom({ dataFolder, listen: { host: '127.0.0.1', port } })
    if (when.startsWith('once')) {
      await expect.poll(() => says(app)).toBe(`127.0.0.1:${port} does not know this code any more. Ask your instructor for the one that is shown now.`)
      expect(await app.sender.join(typed)).toBeUndefined()
    }
    await expect.poll(() => standing(app)).toMatchObject({ state: 'idle', waiting: 0, sent: 3 })
    expect(histories(room.folder)).toHaveLength(3)
    expect(room.collecting.collector.counts()).toMatchObject({ kept: 2, again: 0 })
  })

  it('join a collector that is out of reach now, and one that is unknown not at all', async () => {
    const dataFolder = scratch()
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    await first.close()
    const app = openApp()
    const typed = joining({ collecting: first })
    expect(await app.sender.join(typed)).toBeUndefined()
    expect(standing(app)?.state).toBe('waiting')
    const other = openApp()
    const [room, stranger] = [await openRoom(), await openRoom()]
    const misled = writeJoinCode({ host: '127.0.0.1', port: stranger.code.port, secret: room.code.secret, sha256: 'ab'.repeat(32) })
    expect((await other.sender.join({ ...typed, code: misled }))?.id).toBe('sending.stranger')
    expect((await other.sender.join({ ...typed, code: 'none' }))?.id).toBe('join.kind')
    expect(other.sender.view()).toEqual({})
  })

  it('come from whoever joined while it was out of reach, whether they work before it is there or after', async () => {
    const dataFolder = scratch()
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    await first.close()
    const [early, late] = [openApp(), openApp()]
    for (const [app, name] of [[early, 'Ada'], [late, 'Grace']] as const) await app.sender.join(joining({ collecting: first }, name))
    const asked = () => [early, late].map(app => standing(app)?.nextWallMs ?? 0)
    const before = asked()
    // Each has tried once more, with nothing to send.
    await expect.poll(() => asked().every((wallMs, nth) => wallMs > (before[nth] ?? 0))).toBe(true)
    early.sender.worked(await work(early.store, { send: ['BREW'] }))
    const room = await openRoom({ dataFolder, listen: { host: '127.0.0.1', port: first.collector.port } })
    await expect.poll(() => standing(early)).toMatchObject({ state: 'idle', waiting: 0, sent: 1 })
    await expect.poll(() => standing(late)).toMatchObject({ state: 'idle', waiting: 0, sent: 0 })
    late.sender.worked(await work(late.store, { send: ['PUT'] }))
    await expect.poll(() => standing(late)).toMatchObject({ state: 'idle', sent: 1 })
    expect(histories(room.folder)).toHaveLength(2)
  })

  it('are tried again after 429 and 503 and when asked to, and not before', async () => {
    const collector = await answering([[503, { 'Retry-After': '1' }], [429]])
    const app = openApp()
    await app.sender.join({ code: collector.code, name: 'Ada', carriesCaptures: true })
    app.sender.worked(await work(app.store, { send: ['BREW'] }))
    // The third answer is 500, which ends it.
    await expect.poll(() => standing(app)?.state).toBe('stopped')
    const { why, nextWallMs } = app.stood.find(({ state }) => state === 'waiting') ?? {}
    expect(why && sayInEnglish(why)).toBe(`127.0.0.1:${collector.port} answered 503: it takes more later. It is tried again.`)
    expect(nextWallMs).toBeGreaterThanOrEqual((collector.answeredWallMs[1] ?? 0) + 1_000)
    expect(collector.asked).toEqual(['OPTIONS', 'POST', 'POST', 'POST'])
  })

  it.each([501, 500, 502, 504, 404, 405, 408, 415, 301, 200])('are not tried again by themselves after %i', async status => {
    const collector = await answering([[status]])
    const app = openApp()
    await app.sender.join({ code: collector.code, name: 'Ada', carriesCaptures: true })
    const attempt = await work(app.store, { send: ['BREW'] })
    app.sender.worked(attempt)
    await expect.poll(() => standing(app)).toMatchObject({ state: 'stopped', waiting: 1, sent: 0 })
    expect(says(app)).toBe(`127.0.0.1:${collector.port} answered ${status}, and does not take results. It is not tried again by itself.`)
    app.sender.worked(attempt)
    await new Promise(resolve => setTimeout(resolve, 150))
    expect(collector.asked).toEqual(['OPTIONS', 'POST'])
    app.sender.now()
    await expect.poll(() => collector.asked).toEqual(['OPTIONS', 'POST', 'POST'])
  })

  it('under a name that is somebody else\'s stop, and come under another one', async () => {
    const room = await openRoom()
    const [first, second] = [openApp(), openApp()]
    await first.sender.join(joining(room))
    first.sender.worked(await work(first.store, { send: ['BREW'] }))
    await expect.poll(() => standing(first)?.sent).toBe(1)
    await second.sender.join(joining(room, 'ada'))
    second.sender.worked(await work(second.store, { send: ['BREW'] }))
    await expect.poll(() => says(second)).toBe('Somebody else sends results under this name. Choose another name, such as yours with a number.')
    await second.sender.join(joining(room, 'Ada 2'))
    await expect.poll(() => standing(second)).toMatchObject({ state: 'idle', waiting: 0, sent: 1 })
    expect(room.collecting.collector.counts()).toEqual({ kept: 2, again: 0, refused: { name: 1 } })
  })

  it('are sent no more once the learner leaves, and what waited is gone', async () => {
    const collector = await answering([[503, { 'Retry-After': '600' }]])
    const app = openApp()
    await app.sender.join({ code: collector.code, name: 'Ada', carriesCaptures: true })
    app.sender.worked(await work(app.store, { send: ['BREW'] }))
    await expect.poll(() => standing(app)?.state).toBe('waiting')
    await app.sender.leave()
    expect(app.sender.view()).toEqual({})
    expect(readdirSync(join(app.folder, 'sending'))).toEqual([])
    expect(new Outbox(app.folder).joined()).toBeUndefined()
  })

  it('are sent as they were shown', async () => {
    const room = await openRoom()
    const app = openApp()
    const attempt = await work(app.store, { send: ['PUT'] })
    await app.sender.join(joining(room))
    const { bytes } = handIn(app.store, [attempt], { key: app.key, name: 'Ada', carriesCaptures: false })
    app.sender.send(bytes)
    await expect.poll(() => standing(app)).toMatchObject({ state: 'idle', sent: 1, waiting: 0 })
    const [name = ''] = readdirSync(room.folder).filter(one => one.endsWith('.lab501-result'))
    expect(readFileSync(join(room.folder, name)).equals(Buffer.from(bytes))).toBe(true)
  })

  it('that cannot be made are told, and hold up nothing', async () => {
    const room = await openRoom()
    const app = openApp(undefined, undefined, () => Promise.reject(new NoResult('it is too much for one file')))
    await app.sender.join(joining(room))
    app.sender.worked(await work(app.store, { send: ['PUT'] }))
    await expect.poll(() => says(app)).toBe('A result could not be made: it is too much for one file.')
    expect(standing(app)).toMatchObject({ state: 'idle', waiting: 0 })
  })

  it('that were damaged on the disk are made again', async () => {
    const dataFolder = scratch()
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    const app = openApp()
    await app.sender.join({ code: first.codes[0]?.code ?? '', name: 'Ada', carriesCaptures: true })
    await first.close()
    app.sender.worked(await work(app.store, { send: ['BREW'] }))
    await expect.poll(() => readdirSync(join(app.folder, 'sending')).length).toBe(2)
    await app.sender[Symbol.asyncDispose]()
    app.store[Symbol.dispose]()
    writeFileSync(join(app.folder, 'sending', '00000001.lab501-result'), 'half')
    const room = await openRoom({ dataFolder, listen: { host: '127.0.0.1', port: first.collector.port } })
    const again = openApp(app.folder, app.key)
    await expect.poll(() => standing(again)).toMatchObject({ state: 'idle', sent: 1 })
    expect(histories(room.folder)).toHaveLength(1)
  })
})
