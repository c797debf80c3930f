// What is wrong with an author's file: where, what, and how to mend it.
import { z } from 'zod'

export const Problem = z.object({
  file: z.string(),
  /** From 1; absent when the whole file is meant. */
  line: z.int().positive().optional(),
  column: z.int().positive().optional(),
  what: z.string(),
  mend: z.string(),
})
export type Problem = Readonly<z.infer<typeof Problem>>

/** @returns `file:line:column: what. mend` on one line. */
export function describeProblem({ file, line, column, what, mend }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}:${column ?? 1}`
  return `${place}: ${what}. ${mend}`.replace(/\s*\n\s*/g, ' ')
}
