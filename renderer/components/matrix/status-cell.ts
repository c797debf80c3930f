// What stands in one cell of a grid of methods and targets.
import type { Means } from '../../../electron/model/audit.ts'

export interface StatusCell {
  /** 0 when no answer came; absent when nobody asked. */
  readonly status?: number
  /** What is to be seen; the status where it is absent. */
  readonly text?: string
  /** The whole of it as a sentence. */
  readonly words: string
  /** Where choosing it leads to. */
  readonly exchange?: string
  /** Washes the cell with what it tells about the method. */
  readonly means?: Means
  /** It contradicts another. */
  readonly odd?: boolean
  /** Whose answer it was, where there are several who might have answered. */
  readonly by?: string | undefined
}

export interface StatusHead { readonly name: string; /** Why it contradicts itself; empty where it does not. */ readonly why: string }
export interface StatusLine { readonly head: StatusHead; readonly cells: readonly StatusCell[] }
