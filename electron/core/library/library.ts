// Which packs there are: read anew when something changed, without a restart. Of two with one id the first counts; the one being written comes first.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { packTextsIn, type Lab } from '../../model/lab.ts'
import type { PackSource, PackView } from '../../model/pack-view.ts'
import type { Problem } from '../../model/problem.ts'
import { packsIn } from '../packs/load-pack.ts'
import { shownPath } from '../packs/read-inside.ts'
import { readPicture, type Picture } from '../packs/read-picture.ts'
import { keepingGood, readPack, type ReadPack } from './read-pack.ts'
import { watchFolder } from './watch-folder.ts'

export interface PackFolder { readonly path: string; readonly source: PackSource }

export interface LibraryOptions {
  /** Folders that hold packs, in the order of the list. */
  readonly folders: readonly PackFolder[]
  /** The labs or what is said of them are others than before. */
  readonly onChanged: () => void
}

interface Written { pack: ReadPack; readonly watching: Disposable }

export class Library implements Disposable {
  readonly #options: LibraryOptions
  readonly #watching: Disposable[] = []
  #packs: readonly ReadPack[] = []
  #written: Written | undefined

  constructor(options: LibraryOptions) {
    this.#options = options
    this.#read()
    // What came with Lab 501 stays as it is.
    for (const { path, source } of options.folders) if (source !== 'built-in') this.#watching.push(watchFolder(path, () => this.refresh(), 1))
  }

  /** Reads every folder again, but not the pack being written, which tells of itself. */
  refresh(): void {
    this.#read()
    this.#options.onChanged()
  }

  #read(): void {
    this.#packs = this.#options.folders.flatMap(({ path, source }) => packsIn(path).map(pack => readPack(path, pack, source)))
  }

  /**
   * Reads the pack in `folder`, and again each time that something in it is saved. It hides another pack of the same id. Only one is
   * watched at a time.
   * @returns what keeps the folder from being a pack at all; undefined when it is watched, whatever else is wrong with it
   */
  watch(folder: string): Problem | undefined {
    const path = resolve(folder)
    if (!existsSync(join(path, 'pack.yaml')) && !existsSync(join(path, 'pack.yml'))) {
      return { file: shownPath(path), what: 'this folder holds no pack.yaml, so it is not a pack', mend: 'Name the folder that has the pack.yaml in it; "lab501 pack new" makes one.' }
    }
    this.#written?.watching[Symbol.dispose]()
    const read = () => readPack(dirname(path), path, 'watched')
    const written: Written = { pack: read(), watching: watchFolder(path, () => {
      written.pack = keepingGood(read(), written.pack)
      this.#options.onChanged()
    }) }
    this.#written = written
    this.#options.onChanged()
    return undefined
  }

  /** Shows the folder that was watched no more; a pack that it hid is there again. */
  unwatch(): void {
    if (!this.#written) return
    this.#written.watching[Symbol.dispose]()
    this.#written = undefined
    this.#options.onChanged()
  }

  /** @returns every lab that can be used, in the order of the packs and of their learning paths. */
  labs(): Lab[] {
    return this.#all().flatMap(pack => pack.labs)
  }

  /** @returns a picture of a lab, as safe to show as the loader found it; undefined when there is none of that name. */
  picture(lab: string, name: string): Picture | undefined {
    const files = this.#all().find(({ labs }) => labs.some(({ id }) => id === lab))?.files.get(lab)
    const read = files && readPicture(files, name)
    return read && 'bytes' in read ? read : undefined
  }

  /** @returns every pack as the page lists it. @param language of its title and summary, where it has it */
  packs(language?: string): PackView[] {
    return this.#all().map(({ id, source, path, about, labs, problems, signer, readWallMs }) => ({
      id, source, place: shownPath(path), labs: labs.map(lab => lab.id), problems: problems.map(problem => fromPack(path, problem)), readWallMs,
      ...(about && { about: { version: about.version, ...packTextsIn(about, language), authors: about.authors, licence: about.licence } }),
      ...(signer && { signer }),
    }))
  }

  /** @returns what is wrong with any of them. */
  problems(): Problem[] {
    return this.#all().flatMap(pack => pack.problems)
  }

  /** Of two packs or labs with one id the second is left out. A pack that is hidden by the one being written is not told of. */
  #all(): ReadPack[] {
    const written = this.#written?.pack
    const places = { pack: new Map<string, string>(), lab: new Map<string, string>() }
    const others = this.#packs.filter(pack => !written || !pack.about || pack.id !== written.id)
    return [...(written ? [written] : []), ...others].map(pack => {
      const file = (inside: string) => `${shownPath(pack.path)}/${inside}`
      const first = pack.about && places.pack.get(pack.id)
      if (first !== undefined) return { ...pack, labs: [], problems: [{ file: file('pack.yaml'), what: `the pack id "${pack.id}" is taken by ${first}`, mend: 'Give this pack another id, or remove one of the two.' }] }
      if (pack.about) places.pack.set(pack.id, shownPath(pack.path))
      const [labs, taken] = [pack.labs.filter(({ id }) => !places.lab.has(id)), pack.labs.filter(({ id }) => places.lab.has(id))]
      for (const { id } of labs) places.lab.set(id, file(id))
      return { ...pack, labs, problems: [...pack.problems, ...taken.map(({ id }) => ({ file: file(`${id}/lab.yaml`), what: `the lab id "${id}" is taken by ${places.lab.get(id) ?? ''}`, mend: 'Give this lab another id.' }))] }
    })
  }

  [Symbol.dispose](): void {
    for (const watching of this.#watching) watching[Symbol.dispose]()
    this.#written?.watching[Symbol.dispose]()
  }
}

/** Where the pack lies is said once, beside its name. */
function fromPack(path: string, problem: Problem): Problem {
  const place = `${shownPath(path)}/`
  return problem.file.startsWith(place) ? { ...problem, file: problem.file.slice(place.length) } : problem
}
