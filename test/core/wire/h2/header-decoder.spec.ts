// HPACK against Node's own encoder, and against blocks that no encoder writes.
import { once } from 'node:events'
import { connect, createServer } from 'node:http2'
import { Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import { framesIn, FrameType, PREFACE } from '../../../../electron/core/wire/h2/frames.ts'
import { HeaderDecoder } from '../../../../electron/core/wire/h2/header-decoder.ts'
import { huffmanText } from '../../../../electron/core/wire/h2/huffman.ts'

/** Every octet that Node lets a field value have. */
const ALL_OCTETS = Array.from({ length: 256 }, (_, code) => code).filter(code => code === 9 || (code >= 32 && code !== 127)).map(code => String.fromCharCode(code))

it('reads what Node writes: every octet, every block, with the table that the blocks before have made', async () => {
  const server = createServer()
  const seen: (readonly string[])[] = []
  server.on('stream', (stream, _headers, _flags, raw: string[]) => {
    seen.push(raw)
    stream.respond({ ':status': 501 }, { endStream: true })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const sent: Buffer[] = []
  const { connect: open } = await import('node:net')
  const client = connect(`http://127.0.0.1:${port}`, {
    createConnection: () => {
      const socket = open({ host: '127.0.0.1', port })
      const tapped = new Duplex({
        read: () => undefined,
        write: (bytes: Buffer, _encoding, done) => {
          sent.push(Buffer.from(bytes))
          socket.write(bytes, () => done())
        },
        destroy: (_error, done) => {
          socket.destroy()
          done(null)
        },
      })
      socket.on('data', bytes => tapped.push(bytes))
      return tapped
    },
  })
  // Octets with long codes stand between ones with short codes, so that the whole is coded.
  const values = ALL_OCTETS.map(octet => `e${octet.repeat(2)}${'e'.repeat(120)}`)
  for (let at = 0; at < values.length; at += 20) {
    const request = client.request({ ':method': 'FROBNICATE', ':path': `/${at}`, ...Object.fromEntries(values.slice(at, at + 20).map((value, nth) => [`x-${nth}`, value])) })
    request.resume()
    await once(request, 'close')
  }
  client.destroy()
  server.close()
  const decoder = new HeaderDecoder()
  const frames = framesIn(Buffer.concat(sent).subarray(PREFACE.length))
  const blocks = frames.filter(({ type }) => type === FrameType.headers || type === FrameType.continuation)
  expect(blocks.map(({ bytes, from, to }) => decoder.decode(bytes.subarray(from, to))?.flat())).toEqual(seen)
  expect(seen).toHaveLength(Math.ceil(values.length / 20))
})

it('gives up at what cannot be read, and does not trust anything after it', () => {
  for (const [what, hex] of [
    ['an index without an entry', 'ff00'], ['index 0', '80'], ['an integer without end', 'ffffffffffffffff'], ['a string that is not there', '40057870'],
    ['a table larger than was allowed', '3fe23f'], ['padding that is no padding', '40810000'], ['a coded end of string', '4084ffffffff00'],
  ] as const) {
    const decoder = new HeaderDecoder()
    expect(decoder.decode(Buffer.from('82', 'hex')), what).toEqual([[':method', 'GET']])
    expect(decoder.decode(Buffer.from(hex, 'hex')), what).toBeUndefined()
    expect(decoder.decode(Buffer.from('82', 'hex')), what).toBeUndefined()
  }
})

it('keeps no more of a list than its limit, however small the block that stands for it', () => {
  const decoder = new HeaderDecoder(10_000)
  const value = 'a'.repeat(3_000)
  const entry = Buffer.concat([Buffer.from([0x40, 1, 0x78, 0x7f, 0x80 | ((3_000 - 127) & 0x7f), (3_000 - 127) >> 7]), Buffer.from(value)])
  const bomb = Buffer.concat([entry, Buffer.alloc(16_000, 0x80 | 62)])
  expect(decoder.decode(bomb)).toEqual(Array.from({ length: 3 }, () => ['x', value]))
  expect(decoder.decode(Buffer.from([0x80 | 62]))).toEqual([['x', value]])
})

it('takes only padding that RFC 7541 §5.2 allows', () => {
  expect(huffmanText(Buffer.from('1c6490b2cd39ba7f', 'hex'))).toBeDefined()
  expect(huffmanText(Buffer.from([0xff]))).toBeUndefined()
  expect(huffmanText(Buffer.alloc(0))).toBe('')
})
