// Notes in the attempt that its topology was drawn otherwise. What is drawn between two exchanges is one event, and none if it came to nothing.
import { changesInScenario } from '../../model/scenario-changes.ts'
import type { Scenario } from '../../model/scenario.ts'
import type { Store } from '../store/store.ts'

export class Redrawings {
  readonly #store: Store
  /** How it stood after the last exchange, and the event since. */
  #since: { readonly attempt: string; readonly afterSeq: number; readonly scenario: Scenario; readonly nth: number | undefined } | undefined

  constructor(store: Store) {
    this.#store = store
  }

  /** Everything that was captured of the attempt is saved. */
  note(attempt: string, before: Scenario, after: Scenario): void {
    const afterSeq = this.#store.lastSeq(attempt)
    const { nth: last } = this.#store.events(attempt).at(-1) ?? {}
    const isSame = this.#since?.attempt === attempt && this.#since.afterSeq === afterSeq && (this.#since.nth === undefined || this.#since.nth === last)
    const from = isSame && this.#since ? this.#since.scenario : before
    if (isSame && this.#since?.nth !== undefined) this.#store.removeEvent(attempt, this.#since.nth)
    const says = changesInScenario(from, after)
    const gone = from.participants.filter(({ name }) => after.participants.every(other => other.name !== name)).map(({ name }) => name)
    if (says.length > 0) this.#store.addEvent(attempt, { afterSeq, atWallMs: Date.now(), control: { kind: 'redraw', says, gone, before: from.participants.map(({ name }) => name) } })
    this.#since = { attempt, afterSeq, scenario: from, nth: says.length > 0 ? this.#store.events(attempt).at(-1)?.nth : undefined }
  }
}
