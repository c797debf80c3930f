// The collector on real connections: what it takes, what it refuses and how it says so, and that what it acknowledged is there.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectPlain } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startCollecting } from '../../../electron/core/collector/collecting.ts'
import { readResult } from '../../../electron/core/results/read-result.ts'
import { sayInEnglish } from '../../../electron/model/phrase.ts'
import { LABS, newKey } from '../results/workshop.ts'
import { answerOn, codeOf, dial, greet, handOver, headOf, learner, openRoom, scratch, type Room } from './room.ts'

const kept = ({ folder }: Room) => readdirSync(folder).filter(name => name.endsWith('.lab501-result'))
const says = async (handed: ReturnType<typeof handOver>) => {
  const done = await handed
  return 'why' in done ? `${done.outcome}: ${sayInEnglish(done.why)}` : done.outcome
}

describe('a result', () => {
  it('is kept under the name of its digest, as it is, and sent again it is kept once and answered the same', async () => {
    const room = await openRoom()
    const ada = await learner('Ada')
    expect(await greet(room.code)).toEqual({ outcome: 'done' })
    const answers = []
    for (let time = 0; time < 3; time += 1) {
      const socket = await dial(room.code)
      answers.push((await answerOn(socket, headOf(socket, room.code, ada), ada.bytes)).replace(/^Date: .*\r\n/m, ''))
    }
    expect(answers[0]).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    expect(answers[0]).toContain(ada.digest)
    expect(new Set(answers).size).toBe(1)
    expect(kept(room)).toEqual([`${ada.digest}.lab501-result`])
    const bytes = readFileSync(join(room.folder, `${ada.digest}.lab501-result`))
    expect(bytes.equals(Buffer.from(ada.bytes))).toBe(true)
    expect(readResult(bytes, LABS)).toMatchObject({ sheet: { learner: { name: 'Ada' } } })
    expect(room.collecting.collector.counts()).toEqual({ kept: 1, again: 2, refused: {} })
    expect(room.told).toEqual(['kept Ada'])
  })

  it('sent five times at once is kept once', async () => {
    const room = await openRoom()
    const ada = await learner('Ada')
    expect(await Promise.all(Array.from({ length: 5 }, () => says(handOver(room.code, ada.bytes, ada.privateKey))))).toEqual(Array(5).fill('done'))
    expect(room.collecting.collector.counts()).toEqual({ kept: 1, again: 4, refused: {} })
  })

  it('of a learner who is known stays theirs when the collector begins again, with the same code', async () => {
    const dataFolder = scratch()
    const ada = await learner('Ada')
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    await handOver(codeOf(first.codes[0]?.code ?? ''), ada.bytes, ada.privateKey)
    await first.close()
    writeFileSync(join(first.collected.folder, `${'0'.repeat(64)}.lab501-result`), 'none')
    const strange: string[] = []
    const room = await openRoom({ dataFolder, listen: { host: '127.0.0.1', port: first.collector.port }, onStrange: (file, why) => strange.push(`${file.slice(0, 3)} ${why}`) })
    expect(room.collecting.codes).toEqual(first.codes)
    expect(strange).toEqual(['000 this is no archive, or it is cut off: the record at its end is missing'])
    const other = await learner(' ADA'.trim())
    expect(await says(handOver(room.code, other.bytes, other.privateKey))).toBe('refused: Somebody else sends results under this name. Choose another name, such as yours with a number.')
    expect(await says(handOver(room.code, ada.bytes, ada.privateKey))).toBe('done')
    expect(room.collecting.collector.counts()).toEqual({ kept: 0, again: 1, refused: { name: 1 } })
  })

  it('has no place in a folder that another collector holds', async () => {
    const room = await openRoom()
    await expect(startCollecting({ dataFolder: scratch(), folder: room.folder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })).rejects.toThrow('Another collector keeps its results in this folder')
  })
})

describe('a start that fails', () => {
  const starting = (dataFolder: string, folder?: string) => startCollecting({ dataFolder, folder, listen: { host: '127.0.0.1', port: 0 }, isNewCode: true, log: () => undefined })

  it('leaves no folder that is new, wherever it fails', async () => {
    const place = scratch()
    const file = join(place, 'a-file')
    writeFileSync(file, '')
    const room = await openRoom()
    for (const folder of [file, join(file, 'below'), room.folder]) await expect(starting(join(place, 'data'), folder)).rejects.toThrow()
    await expect(starting(file, join(place, 'into'))).rejects.toThrow(`${file} is a file, where a folder should be. Move it away, or name another data folder with --data.`)
    await expect(starting(file)).rejects.toThrow('name another data folder with --data.')
    const odd = scratch()
    writeFileSync(join(odd, 'collector'), '')
    await expect(starting(odd, join(place, 'into'))).rejects.toThrow('collector is a file')
    const [data, into] = [scratch(), scratch()]
    await expect(startCollecting({ dataFolder: data, folder: into, listen: { host: '127.0.0.1', port: room.code.port }, log: () => undefined })).rejects.toThrow(String(room.code.port))
    expect([readdirSync(data), readdirSync(into)]).toEqual([[], []])
    expect(readdirSync(place)).toEqual(['a-file'])
  })

  it('has no folder locked, and the codes hold that did', async () => {
    const [data, into] = [scratch(), scratch()]
    const first = await openRoom({ dataFolder: data })
    await expect(starting(data)).rejects.toThrow('Another collector keeps its results in this folder')
    expect(readFileSync(join(data, 'collector', 'secret'), 'utf8').trim()).toBe(first.code.secret)
    writeFileSync(join(into, 'collector'), '')
    await expect(starting(into, into)).rejects.toThrow('collector is a file')
    expect((await openRoom({ folder: into })).folder).toBe(into)
  })
})

describe('what is hostile is refused, counted, and leaves nothing', () => {
  const whole = async (room: Room, fields: Readonly<Record<string, string | undefined>> = {}, line?: string) => {
    const ada = await learner('Ada')
    const socket = await dial(room.code)
    return await answerOn(socket, headOf(socket, room.code, ada, fields, line), ada.bytes)
  }
  const refused = async (kind: string, answer: (room: Room) => Promise<string>, status: string, fields = /^/) => {
    // Only who is slow on purpose is held to a short time.
    const room = await openRoom(kind === 'slow' ? { limits: { times: { headersTimeout: 400, requestTimeout: 700, connectionsCheckingInterval: 50 } } } : {})
    const text = await answer(room)
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`))
    expect(text).toMatch(fields)
    expect(text).toMatch(/\r\ncontent-type: application\/problem\+json\r\n/i)
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))).toMatchObject({ type: `https://lab501.invalid/problems/${kind}`, status: Number(status.slice(0, 3)) })
    expect(room.collecting.collector.counts()).toEqual({ kept: 0, again: 0, refused: { [kind]: 1 } })
    expect(kept(room)).toEqual([])
  }

  it.each<[string, Readonly<Record<string, string | undefined>>, string | undefined, string, RegExp?]>([
    ['code', { Authorization: 'Bearer 0000000000' }, undefined, '401 Unauthorized', /\r\nWWW-Authenticate: Bearer realm="Lab 501 collector"\r\n/],
    ['code', { Authorization: undefined }, undefined, '401 Unauthorized', /\r\nWWW-Authenticate: Bearer /],
    ['type', { 'Content-Type': 'application/json' }, undefined, '415 Unsupported Media Type'],
    ['type', { 'Content-Type': undefined }, undefined, '415 Unsupported Media Type'],
    ['type', { 'Content-Encoding': 'gzip' }, undefined, '415 Unsupported Media Type'],
    ['length', { 'Content-Length': String(32 * 1_048_576 + 1) }, undefined, '413 Payload Too Large'],
    ['sender', { 'Lab501-Proof': undefined }, undefined, '403 Forbidden'],
    ['sender', { 'Lab501-Proof': 'AAAA' }, undefined, '403 Forbidden'],
    ['method', {}, 'GET /results HTTP/1.1', '405 Method Not Allowed', /\r\nAllow: POST, OPTIONS\r\n/],
    ['method', {}, 'POST / HTTP/1.1', '405 Method Not Allowed', /\r\nAllow: GET, HEAD, OPTIONS\r\n/],
    ['target', {}, 'POST /else HTTP/1.1', '404 Not Found'],
    ['not-implemented', {}, 'PUT /results HTTP/1.1', '501 Not Implemented'],
    ['not-implemented', {}, 'DELETE /results HTTP/1.1', '501 Not Implemented'],
    ['not-implemented', {}, 'FROBNICATE /results HTTP/1.1', '501 Not Implemented'],
    ['not-implemented', {}, 'CONNECT 127.0.0.1:1 HTTP/1.1', '501 Not Implemented'],
    ['malformed', {}, 'POST  /results', '400 Bad Request'],
    ['malformed', {}, 'POST /results HTTP/1.1 twice', '400 Bad Request'],
    ['fields', { 'X-Long': 'x'.repeat(9_000) }, undefined, '431 Request Header Fields Too Large'],
  ])('%s: %j %s', (kind, fields, line, status, expected) => refused(kind, room => whole(room, fields, line), status, expected))

  it('a content that is no result, is cut, or was changed', async () => {
    const ada = await learner('Ada')
    const changed = Buffer.from(ada.bytes)
    changed.writeUInt8(changed.readUInt8(200) ^ 1, 200)
    for (const bytes of [Buffer.from('none'), Buffer.alloc(0), Buffer.from(ada.bytes.slice(0, 900)), changed]) {
      await refused('form', async room => {
        const socket = await dial(room.code)
        return await answerOn(socket, headOf(socket, room.code, { ...ada, bytes }), bytes)
      }, '422 Unprocessable Entity')
    }
  })

  it('more than is taken, without having said how much', () => refused('length', async room => {
    const ada = await learner('Ada')
    const socket = await dial(room.code)
    const part = Buffer.alloc(1_048_576)
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), part, Buffer.from('\r\n')])
    return await answerOn(socket, headOf(socket, room.code, ada, { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' }), ...Array<Buffer>(33).fill(chunk), '0\r\n\r\n')
  }, '413 Payload Too Large'))

  it('what was overheard on another connection: the same bytes with the same proof', () => refused('sender', async room => {
    const ada = await learner('Ada')
    const head = headOf(await dial(room.code), room.code, ada)
    return await answerOn(await dial(room.code), head, ada.bytes)
  }, '403 Forbidden'))

  it('a result of somebody else, from a learner with a code', () => refused('sender', async room => {
    const ada = await learner('Ada')
    const socket = await dial(room.code)
    return await answerOn(socket, headOf(socket, room.code, { ...ada, privateKey: newKey().privateKey }), ada.bytes)
  }, '403 Forbidden'))

  it('a head, and a content, that do not come to an end', async () => {
    await refused('slow', async room => await answerOn(await dial(room.code), 'POST /results HTTP/1.1\r\nHost: x\r\nX-Slow: '), '408 Request Timeout')
    await refused('slow', async room => {
      const ada = await learner('Ada')
      const socket = await dial(room.code)
      return await answerOn(socket, headOf(socket, room.code, ada), ada.bytes.slice(0, 100))
    }, '408 Request Timeout')
  })

  it('is told before the content is sent, when the client asks first (RFC 9110 §10.1.1)', async () => {
    const room = await openRoom()
    const ada = await learner('Ada')
    const [good, bad] = [await dial(room.code), await dial(room.code)]
    const first = new Promise<string>(resolve => good.once('data', part => resolve(part.toString())))
    good.write(headOf(good, room.code, ada, { Expect: '100-continue' }))
    expect(await first).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    expect(await answerOn(good, ada.bytes)).toMatch(/^HTTP\/1.1 200 OK/)
    expect(await answerOn(bad, headOf(bad, room.code, ada, { Expect: '100-continue', Authorization: 'Bearer wrong' }))).toMatch(/^HTTP\/1.1 401 /)
  })

  it('floods: of one address, and of one learner, each with when to come again', async () => {
    const room = await openRoom({ limits: { learner: { burst: 2, perSecond: 0.1 }, address: { burst: 8, perSecond: 0.5 } } })
    const ada = await learner('Ada')
    const one = async () => {
      const socket = await dial(room.code)
      return await answerOn(socket, headOf(socket, room.code, ada), ada.bytes)
    }
    const answers = []
    for (let time = 0; time < 9; time += 1) answers.push(await one())
    expect(answers.map(text => text.slice(9, 12))).toEqual(['200', '200', '429', '429', '429', '429', '429', '429', '429'])
    expect(answers[2]).toContain('\r\nRetry-After: 10\r\n')
    expect(answers[8]).toContain('\r\nRetry-After: 2\r\n')
    expect(room.collecting.collector.counts()).toEqual({ kept: 1, again: 1, refused: { flood: 7 } })
    const handed = await handOver(room.code, ada.bytes, ada.privateKey)
    expect(handed).toMatchObject({ outcome: 'later', afterMs: 2_000 })
  })

  it('what there is no room for: at once, of one learner, and on the disk; and what was taken stays', async () => {
    const ada = await learner('Ada')
    const [narrow, small, room] = [await openRoom({ limits: { heldOctets: 100 } }), await openRoom({ limits: { learnerOctets: ada.bytes.length - 1 } }), await openRoom()]
    expect(await says(handOver(narrow.code, ada.bytes, ada.privateKey))).toBe(`later: 127.0.0.1:${narrow.code.port} answered 503: it takes more later. It is tried again.`)
    expect(await says(handOver(small.code, ada.bytes, ada.privateKey))).toBe(`refused: 127.0.0.1:${small.code.port} answered 403, and does not take results. It is not tried again by itself.`)
    await says(handOver(room.code, ada.bytes, ada.privateKey))
    rmSync(join(room.folder, '.arriving'), { recursive: true })
    const bob = await learner('Bob')
    expect(await handOver(room.code, bob.bytes, bob.privateKey)).toMatchObject({ outcome: 'later', afterMs: 60_000 })
    expect([narrow, small, room].map(({ collecting }) => collecting.collector.counts().refused)).toEqual([{ full: 1 }, { much: 1 }, { disk: 1 }])
    expect([kept(narrow), kept(small), kept(room)]).toEqual([[], [], [`${ada.digest}.lab501-result`]])
    expect(room.told.filter(line => line.startsWith('a result could not be written'))).toHaveLength(1)
  })

  it('plain HTTP on its port, and a connection that ends in the middle', async () => {
    const room = await openRoom()
    await new Promise<void>(resolve => {
      const plain = connectPlain({ host: '127.0.0.1', port: room.code.port }, () => plain.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n'))
      plain.on('error', () => undefined).on('close', () => resolve()).resume()
    })
    const ada = await learner('Ada')
    const socket = await dial(room.code)
    socket.write(headOf(socket, room.code, ada))
    socket.write(ada.bytes.slice(0, 100), () => socket.destroy())
    await expect.poll(() => room.collecting.collector.counts().refused).toEqual({ handshake: 1, broken: 1 })
    expect(kept(room)).toEqual([])
  })
})

describe('a learner\'s app', () => {
  it('tells a collector with another certificate neither the secret nor anything else', async () => {
    const [room, forged] = [await openRoom(), await openRoom()]
    const ada = await learner('Ada')
    const misled = { ...room.code, port: forged.code.port }
    expect(await says(handOver(misled, ada.bytes, ada.privateKey))).toBe(`refused: At 127.0.0.1:${forged.code.port} answers something else than the collector of your code, so nothing was sent. Compare the code, or ask your instructor.`)
    expect([forged.collecting.collector.counts(), forged.told]).toEqual([{ kept: 0, again: 0, refused: {} }, []])
  })

  it('is told of a code that holds no longer, and of nobody there', async () => {
    const dataFolder = scratch()
    const first = await startCollecting({ dataFolder, listen: { host: '127.0.0.1', port: 0 }, log: () => undefined })
    const old = codeOf(first.codes[0]?.code ?? '')
    await first.close()
    expect(await says(greet(old))).toBe(`later: 127.0.0.1:${old.port} is out of reach (ECONNREFUSED). What you do is kept, and it is tried again.`)
    await openRoom({ dataFolder, isNewCode: true, listen: { host: '127.0.0.1', port: old.port } })
    expect(await says(greet(old))).toBe(`refused: 127.0.0.1:${old.port} does not know this code any more. Ask your instructor for the one that is shown now.`)
  })
})
