// Raster pictures by their own first octets: of the kind that their name says, and no larger than a page can unpack.
import { problemIn } from '../../../model/problems-en.ts'
import { LIMITS } from './limits.ts'

interface Size { readonly width: number; readonly height: number }
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** @returns what is wrong with a picture; undefined when nothing is. */
export function faultOfPicture(kind: 'png' | 'jpeg' | 'webp', bytes: Uint8Array): { what: string; mend: string } | undefined {
  const size = READERS[kind](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (!size) return { what: problemIn('what.no-picture-of', { kind: NAMES[kind] }), mend: problemIn('mend.picture-kind') }
  const { width, height } = size
  if (width > 0 && height > 0 && width <= LIMITS.side && height <= LIMITS.side) return undefined
  return { what: problemIn('what.picture-large', { width, height, side: LIMITS.side }), mend: problemIn('mend.picture-smaller') }
}

const NAMES = { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' } as const
const READERS = { png: sizeOfPng, jpeg: sizeOfJpeg, webp: sizeOfWebp } as const

const text = (view: DataView, at: number) => String.fromCharCode(...[0, 1, 2, 3].map(nth => view.getUint8(at + nth)))

/** PNG §5.2 and §11.2.2: the signature, then IHDR. */
function sizeOfPng(view: DataView): Size | undefined {
  if (view.byteLength < 33 || PNG.some((octet, at) => view.getUint8(at) !== octet) || text(view, 12) !== 'IHDR') return undefined
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** ITU-T T.81 §B.1.1 and §B.2.2: segments up to the first frame header. */
function sizeOfJpeg(view: DataView): Size | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}

/** RFC 9649 §2.4–2.7: RIFF, WEBP, and the first chunk of one of three kinds. */
function sizeOfWebp(view: DataView): Size | undefined {
  if (view.byteLength < 30 || text(view, 0) !== 'RIFF' || text(view, 8) !== 'WEBP') return undefined
  const long = (at: number) => view.getUint8(at) + view.getUint8(at + 1) * 256 + view.getUint8(at + 2) * 65_536
  switch (text(view, 12)) {
    case 'VP8X': return { width: long(24) + 1, height: long(27) + 1 }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ': return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default: return undefined
  }
}
