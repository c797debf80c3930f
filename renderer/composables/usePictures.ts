// Drawings as files: the colours as they are seen now, and an SVG as pixels.

/** @returns what a colour token stands for in the theme that is seen, by its name without the dashes. */
export function resolvedColours(): (token: string) => string {
  const known = new Map<string, string>()
  return token => {
    const colour = known.get(token) ?? resolved(token)
    known.set(token, colour)
    return colour
  }
}

/** `light-dark()` is resolved only where a property takes a colour. */
function resolved(token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(--${token})`
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

/** What a canvas of Chromium can hold on one side, and in all. */
const MOST_SIDE = 16_384
const MOST_PIXELS = 100_000_000

/** @returns the SVG as a PNG, with as many pixels for each of its own as fit, two at most; undefined when not even one does. */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob | undefined> {
  const scale = [2, 1].find(each => Math.max(width, height) * each <= MOST_SIDE && width * height * each * each <= MOST_PIXELS)
  if (scale === undefined) return undefined
  const image = new Image()
  // The content policy takes pictures from the page itself and from data: URLs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise<Blob | undefined>(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/png'))
}
