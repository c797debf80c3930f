// What a lab, or the learner, can change while it runs. Everything else of a scenario stands as it was declared.
import { isDeepStrictEqual } from 'node:util'
import type { Deed } from '../../model/control.ts'
import { originsOf, type Handler, type Origin, type Scenario } from '../../model/scenario.ts'

type Edit = Extract<Deed, { kind: 'edit' }>

export class ScenarioState {
  readonly #origins: Map<string, Origin>
  /** As they were declared last, and which build of it was deployed last. */
  #declared: readonly Origin[]
  readonly #builds = new Map<string, string>()
  /** What the learner made of an origin since its last build. */
  readonly #edits = new Map<string, Edit>()
  readonly #toggles = new Map<string, boolean>()
  readonly #drained = new Set<string>()

  constructor(scenario: Scenario) {
    this.#declared = originsOf(scenario)
    this.#origins = new Map(this.#declared.map(origin => [origin.name, origin]))
  }

  /** From now on this is declared. What was deployed stays so, as far as there is still such a build. */
  redraw(scenario: Scenario): void {
    const before = new Map(this.#declared.map(origin => [origin.name, origin]))
    this.#declared = originsOf(scenario)
    for (const origin of this.#declared) {
      if (isDeepStrictEqual(origin, before.get(origin.name))) continue
      this.#origins.set(origin.name, origin)
      const build = this.#builds.get(origin.name)
      const edit = this.#edits.get(origin.name)
      if (build !== undefined) this.apply({ kind: 'deploy', participant: origin.name, build })
      if (edit && origin.editable) this.apply(edit)
    }
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
  apply(control: Deed): void {
    if (control.kind === 'redraw') {
      for (const name of control.gone) {
        this.#drained.delete(name)
        this.#builds.delete(name)
        this.#edits.delete(name)
      }
    } else if (control.kind === 'toggle') this.#toggles.set(control.toggle, control.on)
    else if (control.kind === 'drain') this.#drained.add(control.participant)
    else if (control.kind === 'restore') this.#drained.delete(control.participant)
    else if (control.kind === 'edit') this.#edit(control)
    else if (control.kind === 'deploy') {
      this.#edits.delete(control.participant)
      const origin = this.origin(control.participant)
      const build = control.build === undefined ? control : origin.builds?.[control.build]
      if (control.build !== undefined) this.#builds.set(origin.name, control.build)
      const { resources = {} } = build ?? {}
      this.#origins.set(origin.name, { ...origin, implements: build?.implements ?? origin.implements, resources: { ...origin.resources, ...resources } })
    }
  }

  /** What a resource takes again, it answers as it did before. */
  #edit(edit: Edit): void {
    const { participant: name, takes = {} } = edit
    const origin = this.origin(name)
    const known = this.#edits.get(name)
    this.#edits.set(name, { ...known, ...edit, takes: { ...known?.takes, ...takes } })
    const declared = this.#declared.find(one => one.name === name)
    const places = [origin.resources, ...Object.values(origin.builds ?? {}).map(({ resources }) => resources), declared?.resources]
    const handlerOf = (path: string, method: string): Handler => places.map(resources => resources?.[path]?.[method]).find(handler => handler !== undefined) ?? { kind: 'echo' }
    const taken = Object.entries(takes).map(([path, methods]) => [path, Object.fromEntries(methods.map(method => [method, handlerOf(path, method)]))] as const)
    this.#origins.set(name, { ...origin, implements: edit.implements ?? origin.implements, resources: { ...origin.resources, ...Object.fromEntries(taken) } })
  }
}
