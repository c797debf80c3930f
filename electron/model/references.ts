// The specifications that this program cites, and the title of each cited section. A test keeps it whole: nothing cited is missing, nothing here is not cited.
import references from './references.json' with { type: 'json' }

export interface Reference {
  readonly title: string
  /** What took its place, as the index of RFCs says; for much of HTTP that was replaced in its turn. */
  readonly obsoletedBy?: readonly string[]
  /** Its text was not at hand when numbers and titles were written down. */
  readonly unchecked?: boolean
  /** Number to title. */
  readonly sections: Readonly<Record<string, string>>
}

/** By the name that a citation begins with, such as `RFC 9110`. */
export const REFERENCES: ReadonlyMap<string, Reference> = new Map(Object.entries<Reference>(references))

/** What a citation leads to. */
export interface Cited {
  readonly specification: string
  readonly reference: Reference
  /** Absent where a specification is cited as a whole. */
  readonly title?: string
}

/** @param citation such as `RFC 9110 §15.6.2` @returns undefined for what is not in the list, as a pack of somebody else may cite */
export function citedBy(citation: string): Cited | undefined {
  const [specification = '', section] = citation.split(' §')
  const reference = REFERENCES.get(specification)
  if (!reference) return undefined
  const title = section === undefined || !Object.hasOwn(reference.sections, section) ? undefined : reference.sections[section]
  return { specification, reference, ...(title !== undefined && { title }) }
}
