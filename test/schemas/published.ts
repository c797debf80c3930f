// The files that are made from the model: where each lies, and what it has to hold.
import { textOf } from './publish.ts'
import { referenceOf } from './reference.ts'

export const PUBLISHED: Readonly<Record<string, string>> = {
  'labs/authoring/schemas/pack.json': textOf('pack'),
  'labs/authoring/schemas/lab.json': textOf('lab'),
  'labs/authoring/schemas/proof.json': textOf('proof'),
  'labs/authoring/schemas/texts.json': textOf('texts'),
  'docs/authoring/reference.md': referenceOf(),
}
