// The packs that people add: a file is offered, looked at, added or left; what was added can be removed. Nothing else is written.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ArchiveView } from '../../model/archive-view.ts'
import { aside } from '../../model/asides-en.ts'
import type { Phrase } from '../../model/phrase.ts'
import type { PhraseId } from '../../model/phrases-en.ts'
import { describeProblem, type Problem } from '../../model/problem.ts'
import { problemIn } from '../../model/problems-en.ts'
import { inspectArchive } from '../packs/archive/inspect-archive.ts'
import { installArchive } from '../packs/archive/install-archive.ts'
import { removePack } from '../packs/archive/installed-packs.ts'
import { LIMITS } from '../packs/archive/limits.ts'
import { problemOfDisk } from '../packs/archive/write-whole.ts'
import { shownPath } from '../packs/read-inside.ts'
import type { Library } from './library.ts'

/** Nobody looks at more at once; the oldest goes. */
const MOST_OFFERS = 4

interface Offer {
  readonly id: string
  /** As whoever offered it calls it. */
  readonly name: string
  readonly path: string
  readonly octets: number
  received: number
  /** By the page, which knows of it. */
  readonly isPages: boolean
}

export interface OfferRef { readonly offer: string; readonly name: string }
export interface LookedAt { readonly name: string; readonly view?: ArchiveView; readonly problems: Problem[] }
export interface Added { readonly added?: { readonly id: string; readonly version: string; readonly replaced?: string }; readonly cautions: Phrase[]; readonly problems: Problem[] }

/** An offer that is not there, or bytes that do not fit it. */
export class BadOffer extends Error {}

export class Shelf implements Disposable {
  readonly #folder: string
  readonly #library: Library
  readonly #offers = new Map<string, Offer>()
  #count = 0
  #staging: string | undefined

  /** @param folder the one that the app looks into @param library is told of what was added or removed */
  constructor(folder: string, library: Library) {
    this.#folder = folder
    this.#library = library
  }

  /** Offers a file of this machine, which is read where it lies. */
  offerFile(path: string): OfferRef {
    return this.#add({ name: basename(path), path, octets: 0, received: 0, isPages: false })
  }

  /** Offers a file whose bytes come in parts. @throws BadOffer when it is longer than any pack */
  begin(name: string, octets: number): OfferRef {
    if (octets > LIMITS.archive) throw new BadOffer(aside('pack-long', { name, octets: LIMITS.archive }))
    return this.#add({ name, path: join(this.#staged(), `${this.#count + 1}.labpack`), octets, received: 0, isPages: true })
  }

  /** @throws BadOffer for bytes that do not follow those before */
  take(id: string, at: number, bytes: Uint8Array): void {
    const offer = this.#offer(id)
    if (at !== offer.received || offer.received + bytes.length > offer.octets) throw new BadOffer(aside('offer-parts'))
    try {
      appendFileSync(offer.path, bytes, { mode: 0o600 })
    } catch (error) {
      throw new BadOffer(describeProblem(problemOfDisk(offer.path, error)), { cause: error })
    }
    offer.received += bytes.length
  }

  /** @returns the files of this machine that have not been added or left yet. */
  offers(): OfferRef[] {
    return [...this.#offers.values()].filter(({ isPages }) => !isPages).map(({ id, name }) => ({ offer: id, name }))
  }

  /** @throws BadOffer */
  inspect(id: string): LookedAt {
    const offer = this.#offer(id)
    const { name, path } = offer
    const inspected = inspectArchive(path, this.#folder)
    const problems = 'problems' in inspected ? inspected.problems : this.#taken(name, inspected.view)
    return { name, ...('view' in inspected && { view: { ...inspected.view, file: name } }), problems: problems.map(problem => named(offer, problem)) }
  }

  /**
   * Adds what was looked at, or puts it in the place of the version that is there.
   * @param digest of what was shown @param despite the cautions that were read @throws BadOffer
   */
  add(id: string, digest: string, despite: readonly string[]): Added {
    const offer = this.#offer(id)
    const { problems } = this.inspect(id)
    if (problems.length > 0) return { cautions: [], problems }
    const installed = installArchive(offer.path, this.#folder, { digest, despite: despite as readonly PhraseId[] })
    if ('problems' in installed) return { cautions: [], problems: installed.problems.map(problem => named(offer, problem)) }
    if ('cautions' in installed) return { cautions: [...installed.cautions], problems: [] }
    this.leave(id)
    this.#library.refresh()
    const { id: pack, version, replaced } = installed
    return { added: { id: pack, version, ...(replaced !== undefined && { replaced }) }, cautions: [], problems: [] }
  }

  /** Forgets an offer. */
  leave(id: string): void {
    const offer = this.#offers.get(id)
    this.#offers.delete(id)
    if (offer?.isPages) rmSync(offer.path, { force: true })
  }

  /** Removes a pack that was added; whoever calls has asked. @param which its id, or the name of its file */
  remove(which: string): Problem[] {
    const removed = removePack(this.#folder, which)
    if ('problem' in removed) return [removed.problem]
    this.#library.refresh()
    return []
  }

  [Symbol.dispose](): void {
    if (this.#staging !== undefined) rmSync(this.#staging, { recursive: true, force: true })
  }

  #add(offer: Omit<Offer, 'id'>): OfferRef {
    this.#count += 1
    const id = `offer-${this.#count}`
    this.#offers.set(id, { id, ...offer })
    for (const [oldest] of this.#offers) if (this.#offers.size > MOST_OFFERS) this.leave(oldest)
    return { offer: id, name: offer.name }
  }

  #offer(id: string): Offer {
    const offer = this.#offers.get(id)
    if (!offer) throw new BadOffer(aside('offer-gone'))
    return offer
  }

  /** Swept away by the next process when this one is ended in the middle. @throws BadOffer when there is no room for it */
  #staged(): string {
    if (this.#staging !== undefined) return this.#staging
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      this.#staging = mkdtempSync(join(this.#folder, `.staging-${process.pid}-`))
      return this.#staging
    } catch (error) {
      throw new BadOffer(describeProblem(problemOfDisk(this.#folder, error)), { cause: error })
    }
  }

  /** Added, it would be left out: an id means one pack, and one lab. */
  #taken(file: string, { id, labs }: ArchiveView): Problem[] {
    const others = this.#library.packs().filter(({ source }) => source !== 'watched')
    const pack = others.find(other => other.id === id && other.source !== 'installed')
    if (pack) return [{ file, what: problemIn('what.pack-taken', { id, title: pack.about?.title ?? pack.id }), mend: problemIn('mend.other-pack') }]
    return labs.flatMap(lab => {
      const other = others.find(one => one.id !== id && one.labs.includes(lab.id))
      return other ? [{ file, what: problemIn('what.lab-taken', { id: lab.id, title: other.about?.title ?? other.id }), mend: problemIn('mend.lab-taken') }] : []
    })
  }
}

/** Where it waits is nobody's business. */
function named({ path, name }: Offer, problem: Problem): Problem {
  const place = shownPath(path)
  return problem.file === place || problem.file.startsWith(`${place}/`) ? { ...problem, file: `${name}${problem.file.slice(place.length)}` } : problem
}
