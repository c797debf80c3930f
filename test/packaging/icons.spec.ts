// The icon: what each system's installer makes its own sizes from. Read from its bytes, without a net and without a build.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const PROJECT = join(import.meta.dirname, '..', '..')
/** electron-builder makes icons of macOS from 512 pixels on, and those of Windows from 256. */
const LEAST = 512
const { icon = '', ...config } = parse(readFileSync(join(PROJECT, 'electron.builder.yml'), 'utf8')) as { icon?: string; win?: { icon?: string }; mac?: { icon?: string }; linux?: { icon?: string } }
const png = readFileSync(join(PROJECT, icon))
const chunks: { type: string; data: Buffer }[] = []
for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) })
const head = chunks[0]?.data ?? Buffer.alloc(13)

describe('the icon', () => {
  it('is one for all systems, and a whole PNG', () => {
    expect([config.win?.icon, config.mac?.icon, config.linux?.icon]).toEqual([undefined, undefined, undefined])
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect([chunks[0]?.type, chunks.at(-1)?.type]).toEqual(['IHDR', 'IEND'])
  })

  it('is a square that is large enough for every size, eight bits deep, and see-through in its corners', () => {
    const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
    expect([width === height, width >= LEAST, width <= 1024]).toEqual([true, true, true])
    // Depth, and RGB with alpha (PNG §11.2.2).
    expect([head[8], head[9]]).toEqual([8, 6])
    const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
    // Each row begins with the octet of its filter; the first pixel of the first row is as it is under any of them.
    expect(pixels).toHaveLength(height * (1 + width * 4))
    expect(pixels[4]).toBe(0)
  })

  it('is drawn from a picture of the same square that fetches nothing', () => {
    const source = join(PROJECT, icon.replace(/png$/, 'svg'))
    expect(existsSync(source)).toBe(true)
    const svg = readFileSync(source, 'utf8')
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
    expect([width, height]).toEqual([String(head.readUInt32BE(0)), String(head.readUInt32BE(4))])
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\(|<script|<image/)
  })
})
