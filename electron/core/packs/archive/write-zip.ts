// The same files give the same bytes: names in one order, one time for all, one packer that is the same on every machine.
import { type ZipOptions, zipSync } from 'fflate'

/** node:zlib would pack otherwise on another processor or with another version of Node. */
const FORM = { level: 9, mem: 8, os: 0, attrs: 0 } as const satisfies ZipOptions
const STORED = /\.(png|jpe?g|webp)$/i

/** @param files name to bytes @param isStored which are not packed: by default pictures, since they are packed already @returns the archive */
export function writeZip(files: ReadonlyMap<string, Uint8Array>, isStored = (name: string): boolean => STORED.test(name)): Uint8Array {
  // fflate writes what the clock on the wall shows, so the time is made for the zone that the machine is in now; noon is there in every zone.
  const mtime = new Date(1980, 0, 1, 12)
  const names = [...files.keys()].sort()
  return zipSync(Object.fromEntries(names.map(name => [name, [files.get(name) ?? new Uint8Array(), { ...FORM, mtime, level: isStored(name) ? 0 : FORM.level }]])))
}
