// A drawing as an SVG file that needs nothing else: colours resolved, faces by their generic family, and the whole of it in words.
import type { Ink, Shape } from './shape.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  readonly title: string
  /** All that is to be seen, as sentences in order. */
  readonly told: readonly string[]
  /** @returns the colour of a token, as it is seen now. */
  readonly colourOf: (ink: Ink) => string
  /** What lies above another; each moved to its place. */
  readonly layers: readonly { readonly at: readonly [x: number, y: number]; readonly shapes: readonly Shape[] }[]
}

const FACES = { bytes: 'monospace', ui: 'sans-serif' } as const

/** @returns the text of the file. What came from the wire is escaped, and what XML cannot hold is replaced. */
export function svgFile({ width, height, title, told, colourOf, layers }: Picture): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`, `<desc id="desc">${escaped(told.join('\n'))}</desc>`,
    `<rect width="100%" height="100%" fill="${colourOf('sheet')}"/>`,
    ...layers.flatMap(({ at: [x, y], shapes }) => [`<g transform="translate(${round(x)} ${round(y)})">`, ...shapes.map(shape => element(shape, colourOf)), '</g>']),
    '</svg>', '',
  ].join('\n')
}

function element(shape: Shape, colourOf: Picture['colourOf']): string {
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

/** As text or an attribute of XML or HTML. XML 1.0 has no place for most control characters and for lone surrogates, not even as references. */
export function escaped(text: string): string {
  return text.toWellFormed().replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '�').replaceAll(/[&<>"]/g, sign => ENTITIES[sign] ?? sign)
}
