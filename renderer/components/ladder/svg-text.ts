// A ladder as an SVG file that needs nothing else: colours resolved, faces by their generic family, and the whole of it in words.
import { FONT_PX, type Scene } from './scene.ts'
import { backdrop, shapesOf, type Ink, type Inks, type Shape } from './shapes.ts'

export interface Picture {
  readonly title: string
  /** Every rung in words, in order. */
  readonly told: readonly string[]
  /** @returns the colour of a token, as it is seen now. */
  readonly colourOf: (ink: Ink) => string
}

const HEADS_PX = 66
const MARGIN = 12
const FACES = { bytes: 'monospace', ui: 'sans-serif' } as const

/** @returns how large the picture of a scene is. */
export function sizeOf(scene: Scene): { readonly width: number; readonly height: number } {
  return { width: Math.ceil(scene.width + 2 * MARGIN), height: Math.ceil(scene.height + HEADS_PX + MARGIN) }
}

/** @returns the text of the file. What came from the wire is escaped, and what XML cannot hold is left out. */
export function svgText(scene: Scene, inks: Inks, { title, told, colourOf }: Picture): string {
  const { width, height } = sizeOf(scene)
  const heading: Shape = { kind: 'text', x: 0, y: 14, text: title, ink: 'ink', face: 'ui', size: 13, weight: 600 }
  const heads = scene.columns.map(({ name, label, x, isAsked }): Shape => (
    { kind: 'text', x, y: HEADS_PX - MARGIN - 12, text: label, ink: inks.hueOf(name), face: 'bytes', size: FONT_PX + 1, anchor: 'middle', ...(isAsked && { weight: 600 }) }
  ))
  const drawn = (shapes: readonly Shape[]) => shapes.map(shape => shapeText(shape, colourOf)).join('\n')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`, `<desc id="desc">${escaped(told.join('\n'))}</desc>`,
    `<rect width="100%" height="100%" fill="${colourOf('sheet')}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`, drawn([heading, ...heads]), '</g>',
    `<g transform="translate(${MARGIN} ${HEADS_PX})">`, drawn([...backdrop(scene, inks), ...scene.rows.flatMap(row => shapesOf(row, inks.hueOf))]), '</g>',
    '</svg>', '',
  ].join('\n')
}

function shapeText(shape: Shape, colourOf: Picture['colourOf']): string {
  if (shape.kind === 'text') {
    const { x, y, text, ink, face, size, weight, anchor } = shape
    return `<text${attributes({ x: round(x), y: round(y), fill: colourOf(ink), 'font-family': FACES[face], 'font-size': size, 'font-weight': weight, 'text-anchor': anchor })} xml:space="preserve">${escaped(text)}</text>`
  }
  const { d, stroke, fill, width, dash, opacity, at } = shape
  return `<path${attributes({
    d: d.replaceAll(/\d+\.\d+/g, number => String(round(Number(number)))), fill: fill === undefined ? 'none' : colourOf(fill), stroke: stroke === undefined ? undefined : colourOf(stroke),
    'stroke-width': width, 'stroke-dasharray': dash, opacity, transform: at && `translate(${round(at[0])} ${round(at[1])})`,
  })}/>`
}

function attributes(all: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(all).map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(String(value))}"`)).join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no place for most control characters and for lone surrogates, not even as references. */
function escaped(text: string): string {
  return text.toWellFormed().replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '�').replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
}
