import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepPlace, keptPlace } from '../../electron/desktop/window-place.ts'

const LEFT = { x: 0, y: 0, width: 1_920, height: 1_040 }
const RIGHT = { x: 1_920, y: 0, width: 1_280, height: 1_000 }
const USUAL = { width: 1_320, height: 880, maximized: false }
let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lab501-window-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const close = (x: number, y: number, width: number, height: number, maximized = false) =>
  keepPlace(folder, { getNormalBounds: () => ({ x, y, width, height }), isMaximized: () => maximized })

describe('the place of the window', () => {
  it('is the usual one the first time', () => {
    expect(keptPlace(folder, [LEFT])).toEqual(USUAL)
  })

  it('is what it was, on the screen where it was, maximized or not', () => {
    close(2_000, 40, 900, 700, true)
    expect(keptPlace(folder, [LEFT, RIGHT])).toEqual({ at: { x: 2_000, y: 40 }, width: 900, height: 700, maximized: true })
    expect(readdirSync(folder)).toEqual(['window.json'])
  })

  it('keeps its size and not its place when its screen has gone, or its title bar is out of reach', () => {
    close(2_000, 40, 900, 700)
    expect(keptPlace(folder, [LEFT])).toEqual({ width: 900, height: 700, maximized: false })
    close(-850, 40, 900, 700)
    expect(keptPlace(folder, [LEFT])).not.toHaveProperty('at')
    close(100, 1_030, 900, 700)
    expect(keptPlace(folder, [LEFT])).not.toHaveProperty('at')
  })

  it('fits the screen that it comes back to, and stays usable', () => {
    close(100, 0, 5_000, 4_000)
    expect(keptPlace(folder, [RIGHT, LEFT])).toMatchObject({ width: 1_920, height: 1_040 })
    close(100, 0, 200, 10)
    expect(keptPlace(folder, [LEFT])).toMatchObject({ width: 720, height: 520 })
  })

  it.each(['', 'null', '{}', '[1]', '{"x":1e9,"y":0,"width":900,"height":700,"maximized":false}', '{"x":0,"y":0,"width":"900","height":700,"maximized":false}'])('is the usual one when its file holds %j', text => {
    writeFileSync(join(folder, 'window.json'), text)
    expect(keptPlace(folder, [LEFT])).toEqual(USUAL)
  })

  it('is told, not thrown, when it cannot be kept', () => {
    expect(keepPlace(join(folder, 'gone'), { getNormalBounds: () => LEFT, isMaximized: () => false })).toContain('ENOENT')
  })
})
