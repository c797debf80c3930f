// The files of an archive, unpacked when somebody reads them; all of them were checked when it was opened.
import { join } from 'node:path'
import type { Problem } from '../../../model/problem.ts'
import { problemIn } from '../../../model/problems-en.ts'
import type { PackFiles } from '../pack-files.ts'
import { MAX_FILE_OCTETS, shownPath } from '../read-inside.ts'
import { unpackEntry } from './unpack-entry.ts'
import type { ZipEntry } from './zip-layout.ts'

export class ArchiveFiles implements PackFiles {
  readonly place: string
  readonly #entries: ReadonlyMap<string, ZipEntry>

  /** @param entries by their path below `place` */
  constructor(place: string, entries: ReadonlyMap<string, ZipEntry>) {
    this.place = place
    this.#entries = entries
  }

  shown(path = ''): string {
    return shownPath(join(this.place, path))
  }

  has(path: string): boolean {
    return this.#entries.has(path) || [...this.#entries.keys()].some(name => name.startsWith(`${path}/`))
  }

  names(): string[] {
    return [...new Set([...this.#entries.keys()].map(name => name.split('/', 1).join('')))].sort()
  }

  octets(path: string): number {
    return this.#entries.get(path)?.length ?? 0
  }

  text(path: string): { text: string } | { problem: Problem } {
    const read = this.bytes(path, MAX_FILE_OCTETS)
    return 'problem' in read ? read : { text: new TextDecoder().decode(read.bytes) }
  }

  bytes(path: string, most: number): { bytes: Uint8Array } | { problem: Problem } {
    const problem = (what: string, mend: string) => ({ problem: { file: this.shown(path), what, mend } })
    const entry = this.#entries.get(path)
    if (!entry) return problem(problemIn('what.no-such-file'), problemIn('mend.write-file'))
    if (entry.length > most) return problem(problemIn('what.file-long', { octets: most }), problemIn('mend.smaller-parts'))
    const unpacked = unpackEntry(entry)
    return 'fault' in unpacked ? problem(unpacked.fault.what, unpacked.fault.mend) : { bytes: unpacked.bytes }
  }

  below(folder: string): PackFiles {
    const inside = [...this.#entries].filter(([name]) => name.startsWith(`${folder}/`))
    return new ArchiveFiles(join(this.place, folder), new Map(inside.map(([name, entry]) => [name.slice(folder.length + 1), entry])))
  }
}
