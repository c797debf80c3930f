// What a lab, or the learner, can change while it runs. Everything else of a scenario stands as it was declared.
import type { Control } from '../../model/control.ts'
import { originsOf, type Origin, type Scenario } from '../../model/scenario.ts'

export class ScenarioState {
  readonly #origins: Map<string, Origin>
  readonly #toggles = new Map<string, boolean>()
  readonly #drained = new Set<string>()

  constructor(scenario: Scenario) {
    this.#origins = new Map(originsOf(scenario).map(origin => [origin.name, origin]))
  }

  /** @returns the origin as it is deployed now. @throws Error for a name that is no origin's; the scenario's schema keeps that from happening */
  origin(name: string): Origin {
    const origin = this.#origins.get(name)
    if (!origin) throw new Error(`there is no origin named "${name}"`)
    return origin
  }

  /** A toggle that nobody has flipped is off. */
  isOn(toggle: string): boolean {
    return this.#toggles.get(toggle) ?? false
  }

  /** A drained participant gets no new requests from a gateway. */
  isDrained(participant: string): boolean {
    return this.#drained.has(participant)
  }

  /** Applies what concerns declarations; clock, sockets and stored answers are their owners' affair. */
  apply(control: Control): void {
    if (control.kind === 'toggle') this.#toggles.set(control.toggle, control.on)
    else if (control.kind === 'drain') this.#drained.add(control.participant)
    else if (control.kind === 'restore') this.#drained.delete(control.participant)
    else if (control.kind === 'deploy') {
      const origin = this.origin(control.participant)
      const build = control.build === undefined ? control : origin.builds?.[control.build]
      const { resources = {} } = build ?? {}
      this.#origins.set(origin.name, { ...origin, implements: build?.implements ?? origin.implements, resources: { ...origin.resources, ...resources } })
    }
  }
}
