// Where a panel stands that is about a part of the page.

export interface Box { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
type Size = Pick<Box, 'width' | 'height'>
type Place = Pick<Box, 'left' | 'top'>

const EDGE = 12
/** Between the two. */
const AWAY = 14

/** @returns below the part, else at its right, its left or above it, wherever there is room; at the foot of the page where there is none */
export function beside(part: Box, panel: Size, page: Size): Place {
  const within = (place: Place): Place => ({
    left: Math.max(EDGE, Math.min(place.left, page.width - panel.width - EDGE)), top: Math.max(EDGE, Math.min(place.top, page.height - panel.height - EDGE)),
  })
  const right = part.left + part.width
  const bottom = part.top + part.height
  const middle = part.top + Math.min(part.height / 2 - panel.height / 2, 120)
  const needs = { across: panel.width + AWAY + EDGE, down: panel.height + AWAY + EDGE }
  if (page.height - bottom >= needs.down) return within({ left: part.left, top: bottom + AWAY })
  if (page.width - right >= needs.across) return within({ left: right + AWAY, top: middle })
  if (part.left >= needs.across) return within({ left: part.left - AWAY - panel.width, top: middle })
  if (part.top >= needs.down) return within({ left: part.left, top: part.top - AWAY - panel.height })
  return within({ left: page.width, top: page.height })
}
