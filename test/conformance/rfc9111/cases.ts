// All cases, in the order of the RFC's chapters.
import type { Case } from './case.ts'
import { DIRECTIVES } from './directives.ts'
import { REUSE } from './reuse.ts'
import { STORING } from './storing.ts'
import { VALIDATION } from './validation.ts'

export const CASES: readonly Case[] = [...STORING, ...REUSE, ...VALIDATION, ...DIRECTIVES]
