// The octets of one direction of an HTTP/2 connection cut into frames (RFC 9113 §4.1). It understands no more of them than that.

/** What a client sends first (RFC 9113 §3.4). */
export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1')
export const FRAME_HEADER = 9
/** Both sides of this program keep to the frame size that everybody starts with (RFC 9113 §6.5.2). */
const LARGEST_PAYLOAD = 16_384

export const FrameType = { data: 0, headers: 1, reset: 3, settings: 4, pushPromise: 5, ping: 6, goaway: 7, continuation: 9 } as const
const END_STREAM = 0x1
const END_HEADERS = 0x4
const PADDED = 0x8
const PRIORITY = 0x20

export interface H2Frame {
  readonly type: number
  readonly stream: number
  /** All of its octets, the frame header included. */
  readonly bytes: Buffer
  /** Where, in `bytes`, the payload without padding and priority stands. */
  readonly from: number
  readonly to: number
  readonly endsStream: boolean
  readonly endsHeaders: boolean
}

/** Give it octets as they come. What follows a frame that is too large is not understood. */
export class FrameSplitter {
  #pending: Buffer = Buffer.alloc(0)
  #isBroken = false

  /** Octets of a frame, or of the preface, that is not complete. */
  get rest(): Buffer {
    return this.#pending
  }

  /** @returns the frames that became complete. */
  push(bytes: Buffer): H2Frame[] {
    if (this.#isBroken) return []
    const all = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes])
    const { frames, end, isBroken } = cut(all)
    this.#isBroken = isBroken
    this.#pending = isBroken ? Buffer.alloc(0) : Buffer.from(all.subarray(end))
    return frames
  }
}

/** @returns the frames in `bytes`; what is left over at the end is no whole frame. */
export function framesIn(bytes: Buffer): H2Frame[] {
  return cut(bytes).frames
}

function cut(bytes: Buffer): { frames: H2Frame[]; end: number; isBroken: boolean } {
  const frames: H2Frame[] = []
  let at = 0
  while (bytes.length - at >= FRAME_HEADER) {
    const length = bytes.readUIntBE(at, 3)
    if (length > LARGEST_PAYLOAD) return { frames, end: bytes.length, isBroken: true }
    const end = at + FRAME_HEADER + length
    if (end > bytes.length) break
    frames.push(readFrame(bytes.subarray(at, end)))
    at = end
  }
  return { frames, end: at, isBroken: false }
}

function readFrame(bytes: Buffer): H2Frame {
  const type = bytes.readUInt8(3)
  const flags = bytes.readUInt8(4)
  const isHeaders = type === FrameType.headers
  const isData = type === FrameType.data
  const isPadded = (isHeaders || isData) && (flags & PADDED) !== 0
  const padding = isPadded ? (bytes[FRAME_HEADER] ?? 0) : 0
  const from = Math.min(bytes.length, FRAME_HEADER + (isPadded ? 1 : 0) + (isHeaders && (flags & PRIORITY) !== 0 ? 5 : 0))
  return {
    type, stream: bytes.readUInt32BE(5) & 0x7fffffff, bytes, from, to: Math.max(from, bytes.length - padding),
    endsStream: (isHeaders || isData) && (flags & END_STREAM) !== 0,
    endsHeaders: (isHeaders || type === FrameType.continuation) && (flags & END_HEADERS) !== 0,
  }
}

const ERRORS = [
  'NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT', 'STREAM_CLOSED', 'FRAME_SIZE_ERROR',
  'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR', 'ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED',
] as const

/** @returns the name of the error code that an RST_STREAM frame gives (RFC 9113 §6.4, §7). */
export function resetCode({ bytes }: H2Frame): string {
  const code = bytes.length >= FRAME_HEADER + 4 ? bytes.readUInt32BE(FRAME_HEADER) : 1
  return ERRORS[code] ?? String(code)
}
