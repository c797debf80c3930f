// A scene as shapes: what stands still behind, and what belongs to one rung.
import type { Ink, Shape } from '../drawing/shape.ts'
import { classOf, shapeOf } from '../exchange/status-shapes.ts'
import { arrowShapes } from './arrow-shapes.ts'
import { FONT_PX, NOTE_CHAR_PX, type Row, type Scene } from './scene.ts'

export interface Inks {
  /** @returns the token of a participant's hue. */
  readonly hueOf: (name: string) => Ink
  /** @returns how often somebody asked, in words. */
  readonly sayBracket: (party: string, count: number) => string
  readonly sayBreak: (ms: number) => string
}

const SMALL = 11

/** @returns lifelines, who has a request, what was asked again, and where time is cut. */
export function backdrop({ columns, spans, breaks, brackets, height }: Scene, { hueOf, sayBracket, sayBreak }: Inks): Shape[] {
  return [
    ...columns.map(({ name, x, isAsked }): Shape => ({ kind: 'path', d: `M${x} 0V${height}`, stroke: hueOf(name), width: 1, opacity: isAsked ? 0.5 : 0.35, ...(!isAsked && { dash: '2 5' }) })),
    ...spans.map(({ name, x, from, to }): Shape => ({ kind: 'path', d: `M${x - 3} ${from}h6V${to}h-6z`, fill: hueOf(name), opacity: 0.4 })),
    ...brackets.flatMap(({ party, count, x, from, to, y }): Shape[] => [
      { kind: 'path', d: `M${x + 6} ${from}h-6V${to}h6`, stroke: 'ink-soft', width: 1.5 },
      { kind: 'path', d: `M${x + 9} ${y - 7}h${sayBracket(party, count).length * NOTE_CHAR_PX + 6}v14H${x + 9}z`, fill: 'sheet' },
      { kind: 'text', x: x + 11, y: y + 4, text: sayBracket(party, count), ink: 'ink', face: 'ui', size: SMALL, weight: 600 },
    ]),
    ...breaks.flatMap(({ y, ms }): Shape[] => [
      ...columns.flatMap(({ x }): Shape[] => [
        { kind: 'path', d: `M${x - 5} ${y - 4}h10v8h-10z`, fill: 'sheet' },
        { kind: 'path', d: `M${x - 6} ${y - 1}l4-4 4 4 4-4M${x - 6} ${y + 5}l4-4 4 4 4-4`, stroke: 'ink-faint', width: 1 },
      ]),
      { kind: 'text', x: 8, y: y + 4, text: sayBreak(ms), ink: 'ink-faint', face: 'ui', size: SMALL },
    ]),
  ]
}

/** @returns what belongs to one rung. */
export function shapesOf(row: Row, hueOf: Inks['hueOf']): Shape[] {
  const { rung, y, x1, x2, words } = row
  const time: Shape[] = row.time === '' ? [] : [{ kind: 'text', x: 8, y: y + (rung.kind === 'note' ? 4 : 0), text: row.time, ink: 'ink-faint', face: 'ui', size: SMALL }]
  if (rung.kind === 'across') {
    return [
      { kind: 'path', d: `M${x1} ${y - 11}H${x2}v22H${x1}z`, fill: 'well' },
      { kind: 'path', d: `M${x1} ${y - 11}H${x2}M${x1} ${y + 11}H${x2}`, stroke: 'line-strong', width: 1, dash: '4 3' },
      { kind: 'path', d: 'M1 3.5h10M1 8.5h10M4 1.5v4M8 6.5v4', stroke: 'ink-soft', width: 1.5, at: [x1 + 8, y - 6] },
      { kind: 'text', x: x1 + 26, y: y + 4, text: words, ink: 'ink', face: 'ui', size: FONT_PX },
    ]
  }
  if (rung.kind === 'note') {
    return [
      { kind: 'path', d: `M${x1 + 4} ${y - 10}H${x2 - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H${x1 + 4}a4 4 0 0 1-4-4v-12a4 4 0 0 1 4-4z`, fill: rung.tone === 'changed' ? 'raised' : 'well', stroke: hueOf(rung.at), width: 1 },
      ...(rung.tone === 'stored' ? store(x1 + 6, y - 6, hueOf(rung.at)) : []),
      { kind: 'text', x: (x1 + x2) / 2 + (rung.tone === 'stored' ? 6 : 0), y: y + 4, text: words, ink: 'ink', face: 'ui', size: SMALL, anchor: 'middle' },
    ]
  }
  // An author may say of an answer no more than that it comes.
  const isPlain = rung.kind === 'request' || rung.kind === 'tunnel' || (rung.status === undefined && rung.end === 'arrives')
  const ink = isPlain ? 'ink-soft' : rung.status === undefined ? 'missed' : `status-${classOf(rung.status)}`
  const middle = (x1 + x2) / 2
  const shift = rung.status === undefined ? 0 : 9
  const half = (words.length * FONT_PX * 0.605) / 2
  const mark = shapeOf(rung.status)
  return [
    ...time,
    ...arrowShapes(rung, row, ink),
    ...(rung.status === undefined ? [] : [{ kind: 'path' as const, d: mark.d, at: [middle - half - 9, y - 17] as const, ...(mark.hollow ? { stroke: ink, width: 1.6 } : { fill: ink }) }]),
    { kind: 'text', x: middle + shift, y: y - 7, text: words, ink: rung.kind !== 'tunnel' && isPlain ? 'ink' : ink, face: 'bytes', size: FONT_PX, anchor: 'middle', ...(!isPlain && { weight: 600 }) },
  ]
}

/** What is kept: a drum. */
function store(x: number, y: number, ink: Ink): Shape[] {
  return [{ kind: 'path', d: 'M1 2.5c0-2 10-2 10 0v7c0 2-10 2-10 0zM1 2.5c0 2 10 2 10 0', stroke: ink, width: 1.3, at: [x, y] }]
}
