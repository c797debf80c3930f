// Where everything of a topology stands: a column for each step inwards, a line for each way that a request can go.
import { upstreamsOf, type Participant, type Route } from '../../../electron/model/scenario.ts'

export const BOX = { width: 112, height: 46 } as const
const GAP = { across: 40, down: 9 } as const
/** What a line says stands in the gap; about so many pixels a character. */
const CHARACTER = 6.7
const MOST_ACROSS = 200
const CLIENT = { width: 72, height: 28 } as const
const EDGE = 10

export interface Placed { readonly at: number; readonly x: number; readonly y: number }
/** `label`: which requests go this way, where not all do. `nth`: of several to one participant. */
export interface Line { readonly from: number | 'client'; readonly to: number; readonly d: string; readonly label: string; readonly x: number; readonly y: number; readonly isDirect: boolean }
export interface Layout { readonly width: number; readonly height: number; readonly client: { readonly x: number; readonly y: number }; readonly boxes: readonly Placed[]; readonly lines: readonly Line[] }

/** @param asked the participant that the client asks; the first unless another one was chosen */
export function layOut(participants: readonly Participant[], asked: string | undefined): Layout {
  const depth = depths(participants)
  const columns = Math.max(0, ...depth) + 1
  const rows = Array.from({ length: columns }, (_, column) => participants.flatMap((_one, at) => (depth[at] === column ? [at] : [])))
  const most = Math.max(1, ...rows.map(({ length }) => length))
  const height = most * BOX.height + (most - 1) * GAP.down + 2 * EDGE
  const gaps = Array.from({ length: columns }, (_, column) => Math.min(MOST_ACROSS, Math.max(GAP.across, ...participants.flatMap((one, at) => (depth[at] === column ? upstreamsOf(one).map(name => labelOf(one, name).length * CHARACTER + GAP.across) : [])))))
  const left = EDGE + CLIENT.width + GAP.across
  const xOf = (column: number): number => left + gaps.slice(0, column).reduce((sum, gap) => sum + BOX.width + gap, 0)
  const boxes = participants.map((_one, at): Placed => {
    const column = rows[depth[at] ?? 0] ?? []
    const used = column.length * BOX.height + (column.length - 1) * GAP.down
    return { at, x: xOf(depth[at] ?? 0), y: (height - used) / 2 + column.indexOf(at) * (BOX.height + GAP.down) }
  })
  const client = { x: EDGE, y: (height - CLIENT.height) / 2 }
  const placeOf = (name: string) => boxes[participants.findIndex(one => one.name === name)]
  const lines = participants.flatMap((one, at) => [...new Set(upstreamsOf(one))].flatMap(name => {
    const [from, to] = [boxes[at], placeOf(name)]
    return from && to ? [line(at, to, from.x + BOX.width, from.y + BOX.height / 2, labelOf(one, name), false)] : []
  }))
  const first = placeOf(asked ?? '') ?? boxes[0]
  const isDirect = first !== undefined && first.at !== 0
  return {
    width: xOf(columns - 1) + BOX.width + EDGE, height, client, boxes,
    lines: [...(first ? [line('client', first, client.x + CLIENT.width, client.y + CLIENT.height / 2, '', isDirect)] : []), ...lines],
  }
}

/** How many stand before each on the longest way to it; whoever nobody asks is asked by the client. */
function depths(participants: readonly Participant[]): number[] {
  const depth = participants.map(() => 0)
  for (const [at, one] of participants.entries()) {
    for (const name of upstreamsOf(one)) {
      const to = participants.findIndex(other => other.name === name)
      // Drawn, but not mended yet: what points outwards cannot be placed by it.
      if (to > at) depth[to] = Math.max(depth[to] ?? 0, (depth[at] ?? 0) + 1)
    }
  }
  return depth
}

function line(from: number | 'client', to: Placed, x1: number, y1: number, label: string, isDirect: boolean): Line {
  const [x2, y2] = [to.x - 2, to.y + BOX.height / 2]
  const bend = Math.max(18, (x2 - x1) / 2)
  return { from, to: to.at, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, label, x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 5, isDirect }
}

function labelOf(one: Participant, name: string): string {
  if (one.role !== 'gateway') return ''
  const ways = one.routes.filter(({ pool }) => pool.some(({ to }) => to === name))
  return ways.length === 0 ? 'CONNECT' : ways.map(route => [conditionOf(route), shareOf(route, name)].filter(text => text !== '').join(' ')).filter(text => text !== '').join(', ')
}

export function conditionOf({ path, method, field, version }: Route): string {
  return [...(method ? [method.join('|')] : []), ...(path === undefined ? [] : [path]), ...(field ? [field.equals === undefined ? field.name : `${field.name}=${field.equals}`] : []), ...(version === undefined ? [] : [version])].join(' ')
}

function shareOf({ pool }: Route, name: string): string {
  const all = pool.reduce((sum, { weight }) => sum + weight, 0)
  const mine = pool.filter(({ to }) => to === name).reduce((sum, { weight }) => sum + weight, 0)
  return pool.length < 2 || all === 0 ? '' : `${Math.round(mine / all * 100)} %`
}
