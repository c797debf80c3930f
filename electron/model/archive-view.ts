// What is shown of an archive before it is added: who says that they made it, what is in it, and what to think about first.
import { z } from 'zod'
import { Phrase } from './phrase.ts'

const SignerView = z.object({
  /** Eight groups of four digits of the key's hash. */
  key: z.string(),
  /** A claim: only the key can be known again. */
  name: z.string(),
  /** When a pack signed by this key was first added here; absent when this is the first. */
  knownSince: z.iso.datetime().optional(),
})

export const ArchiveView = z.object({
  file: z.string(),
  /** SHA-256 of the file: what was looked at is what is added. */
  digest: z.string(),
  id: z.string(),
  version: z.string(),
  title: z.string(),
  summary: z.string(),
  authors: z.array(z.string()),
  licence: z.string(),
  language: z.string(),
  /** In the order of the learning path. */
  labs: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.int() })),
  files: z.int(),
  pictures: z.int(),
  /** Unpacked. */
  octets: z.int(),
  madeBy: z.string(),
  /** Absent when the pack is not signed. */
  signer: SignerView.optional(),
  /** The version that is there now. */
  installed: z.string().optional(),
  /** What has to be accepted by name before it is added. */
  cautions: z.array(Phrase),
})
export type ArchiveView = Readonly<z.infer<typeof ArchiveView>>
