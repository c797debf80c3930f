import type { Example } from '../exchange-lines.ts'

/** For each rule: what it has to speak about, and what looks alike and is none of its affair. */
export type Examples<Id extends string> = Readonly<Record<Id, { readonly yes: readonly Example[]; readonly no: readonly Example[] }>>
