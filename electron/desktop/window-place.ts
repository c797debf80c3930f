// Where the window was, so that it is there again; a file that is damaged, or a screen that has gone, costs nothing but the place.
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'
import { keep, readKept } from './kept-file.ts'

/** The least size of the window, in device-independent pixels. */
export const MIN = { width: 720, height: 520 } as const
const USUAL = { width: 1_320, height: 880 } as const
/** So much of the title bar must be on a screen that one can take hold of it. */
const GRIP = { width: 120, height: 40 } as const
const FARTHEST = 100_000

const coordinate = z.int().min(-FARTHEST).max(FARTHEST)
const windowPlace = z.strictObject({ x: coordinate, y: coordinate, width: z.int().min(1).max(FARTHEST), height: z.int().min(1).max(FARTHEST), maximized: z.boolean() })

export interface WindowPlace {
  /** Left out where the system may choose. */
  readonly at?: { readonly x: number; readonly y: number }
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

const NAME = 'window.json'

/**
 * Where the window was when it was last closed, as far as it can be there again.
 * @param screens the parts of the screens that windows may use, in device-independent pixels
 * @returns the usual size, at a place of the system's choosing, where nothing was kept or nothing can be read
 */
export function keptPlace(folder: string, screens: readonly Rectangle[]): WindowPlace {
  const kept = readKept(folder, NAME, windowPlace)
  if (!kept) return { ...USUAL, maximized: false }
  const { x, y, maximized } = kept
  const [screen] = screens.filter(one => covers(one, kept)).sort((one, other) => seenOn(other, kept) - seenOn(one, kept))
  const [widest, highest] = [screen?.width ?? USUAL.width, screen?.height ?? USUAL.height]
  const size = { width: Math.max(MIN.width, Math.min(kept.width, widest)), height: Math.max(MIN.height, Math.min(kept.height, highest)) }
  return { ...size, maximized, ...(screen && { at: { x, y } }) }
}

/** Writes down where the window is. @returns why it could not, if so: a full disk must not keep a window open */
export function keepPlace(folder: string, window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>): string | undefined {
  const { x, y, width, height } = window.getNormalBounds()
  return keep(folder, NAME, { x, y, width, height, maximized: window.isMaximized() })
}

/** @returns how much of the title bar's width is on a screen, in pixels */
const seenOn = (screen: Rectangle, { x, width }: Rectangle): number => Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x)

const covers = (screen: Rectangle, window: Rectangle): boolean =>
  seenOn(screen, window) >= GRIP.width && window.y >= screen.y && window.y + GRIP.height <= screen.y + screen.height
