// What the doctor found out about one thing.

export interface Finding {
  readonly id: string
  readonly ok: boolean
  /** The app cannot do its main job without it. */
  readonly needed: boolean
  readonly what: string
  /** Empty when there is nothing to mend. */
  readonly mend: string
}

/** @returns a finding that is fine when `trouble` is undefined. */
export function finding(id: string, needed: boolean, fine: string, trouble: { what: string; mend: string } | undefined): Finding {
  return { id, ok: !trouble, needed, what: trouble?.what ?? fine, mend: trouble?.mend ?? '' }
}
