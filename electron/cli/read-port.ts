// A TCP port as somebody typed it.
import { UsageError } from './usage-error.ts'

/** @returns the port; 0 means any free one. @throws UsageError when it is not a number from 0 to 65535 */
export function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`--port ${text}: a port is a number from 0 to 65535; 0 takes a free one`)
  return port
}
