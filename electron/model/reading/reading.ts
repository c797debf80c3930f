// What a field's value says once it is read: members with their values and parameters, or where it stops to make sense.

/** Of Structured Fields (RFC 9651 §3.3), and `text` for everything that came before them. */
export type ValueKind = 'token' | 'string' | 'number' | 'boolean' | 'date' | 'bytes' | 'display-string' | 'inner-list' | 'text'

export interface ReadValue { readonly kind: ValueKind; readonly text: string }

export interface ReadParam { readonly name: string; readonly value: ReadValue | undefined }

export interface ReadMember {
  /** What a dictionary, a directive or an attribute calls it. */
  readonly name?: string
  readonly value?: ReadValue
  readonly params: readonly ReadParam[]
}

/** Why a value does not read, which is said in the words of whoever shows it. */
export type ReadFault = 'structured' | 'date' | 'date-or-seconds' | 'number' | 'media-type' | 'entity-tag' | 'authority' | 'links' | 'range' | 'via' | 'set-cookie' | 'json' | 'empty-member'

export interface Reading {
  readonly members: readonly ReadMember[]
  /** Milliseconds since the epoch, of a date. */
  readonly instantMs?: number
  /** Of a date: it is written in a form that may no longer be sent (RFC 9110 §5.6.7). */
  readonly isObsolete?: boolean
  /** `at` counts octets of the value from 0. */
  readonly fault?: { readonly what: ReadFault; readonly at: number }
}

export const text = (value: string): ReadValue => ({ kind: 'text', text: value })

/** @returns a reading of one value without parameters. */
export const single = (value: ReadValue): Reading => ({ members: [{ value, params: [] }] })

export const faulty = (what: ReadFault, at = 0, members: readonly ReadMember[] = []): Reading => ({ members, fault: { what, at } })
