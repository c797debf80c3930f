// The geometry of a ladder: where each rung, lifeline, bracket and break lies. Pixels at 16 a rem; the view, the texts of labs and the exported picture all draw this.
import type { Bracket, Ladder, Rung } from './rungs.ts'

export interface Column { readonly name: string; readonly label: string; readonly x: number; readonly isAsked: boolean }
export interface Row {
  readonly rung: Rung
  readonly index: number
  readonly top: number
  readonly height: number
  /** Of the arrow's line, or of the middle of what has none. */
  readonly y: number
  /** From and to where: an arrow points from `x1` to `x2`. */
  readonly x1: number
  readonly x2: number
  /** The words as far as they fit. */
  readonly words: string
  /** When, at the left edge. */
  readonly time: string
}
/** A participant has the request, from here to there. */
export interface Span { readonly x: number; readonly name: string; readonly from: number; readonly to: number }
export interface Break { readonly y: number; readonly ms: number }
export interface PlacedBracket extends Bracket { readonly x: number; readonly from: number; readonly to: number; readonly y: number }
export interface Scene {
  readonly width: number
  readonly height: number
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly spans: readonly Span[]
  readonly breaks: readonly Break[]
  readonly brackets: readonly PlacedBracket[]
  /** Pixels of a millisecond, where distances are to scale. */
  readonly pxPerMs?: number
}

/** `order`: one rung below the other. `scale`: the later, the lower. */
export type Pace = 'order' | 'scale'
export interface Frame {
  /** The room that there is; a scene is wider where its columns need more. */
  readonly width: number
  /** Between two lifelines, at least and at most. */
  readonly spacing: readonly [number, number]
  readonly pace: Pace
  readonly timeOf: (rung: Rung, isFirst: boolean) => string
  /** What stands below a name. */
  readonly underOf?: (name: string) => string
}

export const FONT_PX = 12
/** Of the monospaced faces that the page asks for, the widest. */
export const CHAR_PX = FONT_PX * 0.605
/** Of the page's own face, at the size of a note, on average. */
export const NOTE_CHAR_PX = 6.2
/** The same below a name. */
const UNDER_CHAR_PX = 5.8
const HEIGHTS: Readonly<Record<Rung['kind'], number>> = { request: 32, interim: 32, response: 32, tunnel: 36, note: 26, across: 30 }
const LINE_AT = 23
const GUTTER = 92
const LANE = 12
const BRACKET_TOP = 20
const BETWEEN_REQUESTS = 12
const BREAK_PX = 26
/** In order, where nothing happens for longer. */
const BREAK_MS = 1_000
/** To scale, the longest request is so high; only where nothing happens for longer than that, time is cut. */
const LONGEST_PX = 280
const EDGE = 4

/** @param names who has a column, in order @param labelOf what stands above it */
export function sceneOf({ rungs, brackets }: Ladder, names: readonly string[], labelOf: (name: string) => string, frame: Frame): Scene {
  const hasTimes = rungs.some(rung => rung.kind !== 'across' && rung.origin !== undefined)
  const lanes = brackets.reduce((most, { depth }) => Math.max(most, depth + 1), 0)
  const left = (hasTimes ? GUTTER : 12) + lanes * LANE
  const half = (name = '') => Math.max(28, (labelOf(name).length * CHAR_PX + 16) / 2, (frame.underOf?.(name) ?? '').length * UNDER_CHAR_PX / 2)
  const [firstX, right] = [left + half(names[0]), half(names.at(-1)) + 8]
  const gaps = Math.max(names.length - 1, 1)
  const spacing = Math.min(Math.max((frame.width - firstX - right) / gaps, frame.spacing[0]), frame.spacing[1])
  const width = Math.max(names.length > 1 ? firstX + spacing * gaps + right : firstX + right, Math.min(frame.width, firstX + spacing * gaps + right))
  const asked = new Set(rungs.flatMap(rung => (rung.kind === 'across' ? [] : rung.kind === 'note' ? [rung.at] : [rung.from, rung.to])))
  const xOf = new Map(names.map((name, nth) => [name, firstX + spacing * nth]))
  const columns = names.map(name => ({ name, label: labelOf(name), x: xOf.get(name) ?? 0, isAsked: asked.has(name) }))

  const pxPerMs = frame.pace === 'scale' ? LONGEST_PX / Math.max(1, ...rungs.map(rung => (rung.kind === 'across' ? 0 : rung.origin?.sinceMs ?? 0))) : undefined
  const rows: Row[] = []
  const breaks: Break[] = []
  let top = 4
  let before: number | undefined
  let request: number | undefined
  for (const [index, rung] of rungs.entries()) {
    const height = HEIGHTS[rung.kind]
    const atMs = rung.kind === 'across' ? rung.atMs : rung.origin?.atMs
    const isFirst = rung.kind !== 'across' && rung.origin !== undefined && rung.origin.request !== request
    if (isFirst && rung.origin.request > 0) {
      if (request !== undefined) top += BETWEEN_REQUESTS
      request = rung.origin.request
    }
    const passed = Math.max(0, (atMs ?? 0) - (before ?? atMs ?? 0))
    const extra = pxPerMs === undefined ? 0 : Math.max(0, passed * pxPerMs - height)
    if (pxPerMs === undefined ? passed >= BREAK_MS : extra > LONGEST_PX) {
      breaks.push({ y: top + BREAK_PX / 2, ms: passed })
      top += BREAK_PX
    } else top += extra
    before = atMs ?? before
    top += brackets.filter(({ first }) => first === index).length * BRACKET_TOP
    rows.push({ rung, index, top, height, ...placeOf(rung, top, xOf, left, width, spacing), time: frame.timeOf(rung, isFirst) })
    top += height
  }
  const placed = brackets.map((bracket): PlacedBracket => {
    const [first, last] = [rows[bracket.first], rows[bracket.last]]
    const above = brackets.filter(one => one.first === bracket.first && one.depth >= bracket.depth).length
    const from = (first?.top ?? 0) - above * BRACKET_TOP
    return { ...bracket, x: left - (lanes - bracket.depth) * LANE + 4, from: from + 8, to: (last?.top ?? 0) + (last?.height ?? 0) - 4, y: from + BRACKET_TOP / 2 }
  })
  return { width, height: top + 10, columns, rows, spans: spansOf(rows, xOf), breaks, brackets: placed, ...(pxPerMs !== undefined && { pxPerMs }) }
}

function placeOf(rung: Rung, top: number, xOf: ReadonlyMap<string, number>, left: number, width: number, spacing: number): Pick<Row, 'y' | 'x1' | 'x2' | 'words'> {
  if (rung.kind === 'across') return { y: top + HEIGHTS.across / 2, x1: left, x2: width - EDGE, words: clipped(rung.words, (width - left) / NOTE_CHAR_PX - 6) }
  if (rung.kind === 'note') {
    const words = clipped(rung.words, (spacing * 1.8) / NOTE_CHAR_PX - 3)
    const wide = words.length * NOTE_CHAR_PX + 20
    const x1 = Math.max(left, Math.min((xOf.get(rung.at) ?? 0) - wide / 2, width - EDGE - wide))
    return { y: top + HEIGHTS.note / 2, x1, x2: x1 + wide, words }
  }
  const [from, to] = [xOf.get(rung.from) ?? 0, xOf.get(rung.to) ?? 0]
  const towards = Math.sign(to - from)
  const room = Math.abs(to - from) - 20 - (rung.status === undefined ? 0 : 18) - (rung.isStored === true ? 18 : 0)
  return { y: top + LINE_AT, x1: from + towards * EDGE, x2: to - towards * EDGE, words: clipped(rung.words, room / CHAR_PX) }
}

/** @returns as many characters as fit; what was left out is in the words that are heard. */
function clipped(words: string, most: number): string {
  const fit = Math.max(1, Math.floor(most))
  return words.length <= fit ? words : `${words.slice(0, fit - 1).trimEnd()}…`
}

/** From the request's arrow to the last of its answer. */
function spansOf(rows: readonly Row[], xOf: ReadonlyMap<string, number>): Span[] {
  const spans: Span[] = []
  const open = new Map<string, { rung: Extract<Rung, { kind: 'request' | 'interim' | 'response' | 'tunnel' }>; y: number }>()
  for (const { rung, y } of rows) {
    if (rung.kind === 'note' || rung.kind === 'across' || !rung.origin) continue
    const key = rung.origin.exchange
    const began = open.get(key)
    if (rung.kind === 'request') open.set(key, { rung, y })
    else if (rung.kind === 'response' && began) {
      spans.push({ x: xOf.get(began.rung.to) ?? 0, name: began.rung.to, from: began.y, to: y })
    }
  }
  return spans
}
