// Requests that the learner gave a name: kept with the attempts, so that they outlive the browser, its storage and the port of the page.
import { aside } from '../../model/asides-en.ts'
import { LONGEST_SAVED, MOST_SAVED, type SavedRequest } from '../../model/saved-request.ts'
import type { Store } from '../store/store.ts'

/** There is no room for the request. */
export class NoRoom extends Error {}

export class SavedRequests {
  readonly #store: Pick<Store, 'keepRequest' | 'savedRequests' | 'dropRequest'>

  constructor(store: Pick<Store, 'keepRequest' | 'savedRequests' | 'dropRequest'>) {
    this.#store = store
  }

  all(): SavedRequest[] {
    return this.#store.savedRequests()
  }

  /** @returns all, with this one. @throws NoRoom */
  keep(request: SavedRequest): SavedRequest[] {
    const length = JSON.stringify(request.draft).length
    if (length > LONGEST_SAVED) throw new NoRoom(aside('request-long', { count: length, most: LONGEST_SAVED }))
    const all = this.all()
    if (all.length >= MOST_SAVED && !all.some(({ id }) => id === request.id)) throw new NoRoom(aside('requests-many', { most: MOST_SAVED }))
    this.#store.keepRequest(request)
    return this.all()
  }

  /** @returns all that are left */
  drop(id: string): SavedRequest[] {
    this.#store.dropRequest(id)
    return this.all()
  }
}
