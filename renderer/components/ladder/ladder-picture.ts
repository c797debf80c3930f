// A ladder as a picture of its own: with a heading, and with the names that the page keeps above it.
import type { Shape } from '../drawing/shape.ts'
import type { Picture } from '../drawing/svg-text.ts'
import { FONT_PX, type Scene } from './scene.ts'
import { backdrop, shapesOf, type Inks } from './shapes.ts'

const HEADS_PX = 66
const MARGIN = 12

/** @returns what an SVG file is made from. @param told every rung in words, in order */
export function ladderPicture(scene: Scene, inks: Inks, title: string, told: readonly string[], colourOf: Picture['colourOf']): Picture {
  const heading: Shape = { kind: 'text', x: 0, y: 14, text: title, ink: 'ink', face: 'ui', size: 13, weight: 600 }
  const heads = scene.columns.map(({ name, label, x, isAsked }): Shape => (
    { kind: 'text', x, y: HEADS_PX - MARGIN - 12, text: label, ink: inks.hueOf(name), face: 'bytes', size: FONT_PX + 1, anchor: 'middle', ...(isAsked && { weight: 600 }) }
  ))
  return {
    width: Math.ceil(scene.width + 2 * MARGIN), height: Math.ceil(scene.height + HEADS_PX + MARGIN), title, told, colourOf,
    layers: [
      { at: [MARGIN, MARGIN], shapes: [heading, ...heads] },
      { at: [MARGIN, HEADS_PX], shapes: [...backdrop(scene, inks), ...scene.rows.flatMap(row => shapesOf(row, inks.hueOf))] },
    ],
  }
}
