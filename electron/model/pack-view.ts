// A pack as the page lists it: whose it is, where it came from, and what is wrong with it.
import { z } from 'zod'
import { Problem } from './problem.ts'

/** It came with Lab 501, lies in a folder that was named at the start, was added as one file, or is being written. */
export const PackSource = z.enum(['built-in', 'folder', 'installed', 'watched'])
export type PackSource = z.infer<typeof PackSource>

export const PackView = z.object({
  /** Its id; of one whose `pack.yaml` can't be read, the name of its file or folder. */
  id: z.string(),
  source: PackSource,
  place: z.string(),
  /** Absent when `pack.yaml` can't be read. */
  about: z.object({ version: z.string(), title: z.string(), summary: z.string(), language: z.string(), authors: z.array(z.string()), licence: z.string() }).optional(),
  /** Those that can be used, in the order of the learning path. */
  labs: z.array(z.string()),
  /** Files are named from the pack on. */
  problems: z.array(Problem),
  signer: z.object({ key: z.string(), name: z.string() }).optional(),
  readWallMs: z.number(),
})
export type PackView = Readonly<z.infer<typeof PackView>>
