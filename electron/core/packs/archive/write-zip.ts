// The same files give the same bytes: names in one order, one time for all, one packer that is the same on every machine.
import { type ZipOptions, zipSync } from 'fflate'

/**
 * Midnight of 1 January 1980 is the zero of the ZIP form; fflate reads it off in the local time of the machine.
 * node:zlib would pack otherwise on another processor or with another version of Node.
 */
const FORM = { level: 9, mem: 8, os: 0, attrs: 0, mtime: new Date(1980, 0, 1) } as const satisfies ZipOptions
const STORED = /\.(png|jpe?g|webp)$/i

/** @param files name to bytes; pictures are stored as they are, since they are packed already @returns the archive */
export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...files.keys()].sort()
  return zipSync(Object.fromEntries(names.map(name => [name, [files.get(name) ?? new Uint8Array(), { ...FORM, level: STORED.test(name) ? 0 : FORM.level }]])))
}
