// A persona as it ships: what was measured, each text once, with marks where something of the request or of the day stood.
import type { SurveyEnding } from '../../../model/survey.ts'

/** Stand for what belongs to one exchange. None of them occurs in an HTTP message. */
export const MARK = { date: '\u0001', method: '\u0002', target: '\u0003', head: '\u0004' } as const

/**
 * What became of the connection; the head and the content of the final answer as numbers in `texts`.
 * No head (-1) but content: octets without a status line. Neither: silence. `through`: what stands behind gave the
 * content; `through-upper`: it was asked with the method in capitals. `invites`: there was a 100 before the answer.
 */
export type PackedRow = readonly [ending: SurveyEnding, head: number, content: number | 'through' | 'through-upper', invites?: 1]

export interface PackedPersona { readonly texts: readonly string[]; readonly rows: Readonly<Record<string, PackedRow>> }
