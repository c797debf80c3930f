// The line of an arrow and how it ends: each end looks another way, whatever its colour.
import type { Ink, Shape } from '../drawing/shape.ts'
import type { Arrow, End } from './rungs.ts'
import type { Row } from './scene.ts'

/** How far along the line what did not arrive comes. */
const REACH: Readonly<Record<End, number>> = { 'arrives': 1, 'refused': 0.94, 'reset': 0.55, 'timed-out': 0.55, 'closed': 0.55, 'cut-off': 0.75 }

/** @returns the line with its tip. */
export function arrowShapes({ kind, end, isStored }: Arrow, { x1, x2, y }: Pick<Row, 'x1' | 'x2' | 'y'>, ink: Ink): Shape[] {
  const towards = Math.sign(x2 - x1) || 1
  const x = x1 + (x2 - x1) * REACH[end]
  const stroke = { stroke: ink, width: 1.5 }
  if (kind === 'tunnel') {
    return [
      { kind: 'path', d: `M${x1} ${y - 2}H${x2}M${x1} ${y + 4}H${x2}`, ...stroke },
      { kind: 'path', d: `${tip(x2, y - 2, towards)}${tip(x1, y + 4, -towards)}`, ...stroke },
    ]
  }
  const dash = kind === 'request' ? undefined : kind === 'interim' ? '1.5 4' : '6 3.5'
  const line: Shape[] = isStored === true
    ? [{ kind: 'path', d: `M${x1} ${y - 1.75}H${x2 - towards * 3}M${x1} ${y + 1.75}H${x2 - towards * 3}`, ...stroke, width: 1.25 }]
    : [{ kind: 'path', d: `M${x1} ${y}H${x}`, ...stroke, ...(dash !== undefined && { dash }) }]
  return [...line, { kind: 'path', d: ending(end, x, y, towards), ...stroke }]
}

function ending(end: End, x: number, y: number, towards: number): string {
  switch (end) {
    case 'arrives': return tip(x, y, towards)
    case 'refused': return `M${x} ${y - 7}v14`
    case 'closed': return `M${x} ${y - 5}v10M${x + towards * 4} ${y - 5}v10`
    case 'timed-out': return `M${x + towards * 6 - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0M${x + towards * 6} ${y - 3.5}V${y}l2.5 2`
    case 'reset': case 'cut-off': return `M${x - 4.5} ${y - 4.5}l9 9m0-9l-9 9`
  }
}

const tip = (x: number, y: number, towards: number): string => `M${x - towards * 6} ${y - 4}L${x} ${y}l${-towards * 6} 4`
