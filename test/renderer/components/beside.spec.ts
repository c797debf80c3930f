// Where a panel stands beside the part of the page that it is about.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beside } from '../../../renderer/components/tour/beside.ts'

const PAGE = { width: 1280, height: 800 }
const PANEL = { width: 360, height: 180 }

describe('a panel beside a part of the page', () => {
  it.each([
    ['below a bar at the top', { left: 512, top: 44, width: 768, height: 230 }, { left: 512, top: 288 }],
    ['at the right of a column', { left: 0, top: 44, width: 512, height: 720 }, { left: 526, top: 164 }],
    ['at the left of what reaches the right edge', { left: 512, top: 280, width: 768, height: 480 }, { left: 138, top: 400 }],
    ['above a strip at the foot', { left: 0, top: 764, width: 1280, height: 36 }, { left: 12, top: 570 }],
    ['at the foot of the page, over what fills it', { left: 0, top: 0, width: 1280, height: 800 }, { left: 908, top: 608 }],
  ])('is %s', (_where, part, place) => { expect(beside(part, PANEL, PAGE)).toEqual(place) })

  it('is always on the page as long as it is smaller than that', () => {
    const length = fc.integer({ min: 0, max: 2000 })
    fc.assert(fc.property(fc.record({ left: fc.integer({ min: -500, max: 2000 }), top: fc.integer({ min: -500, max: 2000 }), width: length, height: length }), part => {
      const { left, top } = beside(part, PANEL, PAGE)
      expect(left >= 12 && top >= 12 && left + PANEL.width <= PAGE.width - 12 && top + PANEL.height <= PAGE.height - 12).toBe(true)
    }))
  })
})
