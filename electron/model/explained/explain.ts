// Looks up what a part of a message means, in whichever language the texts are.
import type { HandbookLink } from '../handbook.ts'
import { FIELD_FACTS, type FieldFacts } from './field-facts.ts'
import type { fieldsEnglish } from './fields-en.ts'
import { fieldInHandbook, METHODS_IN_HANDBOOK, statusInHandbook } from './in-handbook.ts'
import { METHOD_FACTS } from './method-facts.ts'
import type { methodsEnglish } from './methods-en.ts'
import { MEMBER_SECTIONS } from './member-sections.ts'
import type { membersEnglish } from './members-en.ts'
import { isRegisteredStatus, STATUS_SECTIONS } from './status-facts.ts'
import type { statusClassesEnglish, statusesEnglish } from './statuses-en.ts'

export interface Texts {
  readonly fields: typeof fieldsEnglish
  readonly methods: typeof methodsEnglish
  readonly members: typeof membersEnglish
  readonly statuses: typeof statusesEnglish
  readonly classes: typeof statusClassesEnglish
}

/** A sentence, where the specification says so, and where the handbook says more. */
export interface Explained { readonly says: string; readonly section: string; readonly facts?: FieldFacts; readonly handbook?: HandbookLink }

const told = (handbook: HandbookLink | undefined) => handbook && { handbook }

/** @returns what the field is; undefined for a name that is not known here, which anybody may make up. */
export function explainField(name: string, { fields }: Texts): Explained | undefined {
  const facts = FIELD_FACTS.get(name.toLowerCase())
  return facts && { says: fields[facts.name], section: facts.section, facts, ...told(fieldInHandbook(name)) }
}

/** @returns what the method asks for; undefined for one that is not registered. */
export function explainMethod(method: string, { methods }: Texts): Explained | undefined {
  const facts = METHOD_FACTS.get(method)
  return facts && { says: methods[facts.name], section: facts.section, handbook: METHODS_IN_HANDBOOK }
}

/** @returns what the status says; of one that nobody registered, what its class says, by which a client has to go (RFC 9110 §15). */
export function explainStatus(status: number, { statuses, classes }: Texts): Explained | undefined {
  if (isRegisteredStatus(status)) return { says: statuses[status], section: STATUS_SECTIONS[status], ...told(statusInHandbook(status)) }
  const says = classes[Math.floor(status / 100)]
  return says === undefined ? undefined : { says, section: 'RFC 9110 §15' }
}

/** @returns what a member, option or parameter of a field says. Names of either are case-insensitive here, as nearly all are. */
export function explainMember(field: string, member: string, texts: Texts): Explained | undefined {
  const [name, key] = [field.toLowerCase(), member.toLowerCase()]
  if (name === 'allow' || name === 'access-control-allow-methods') return explainMethod(member, texts)
  const sections = lookUp<Readonly<Record<string, string>>>(MEMBER_SECTIONS, name)
  const section = sections && lookUp<string>(sections, key)
  const says = lookUp<Readonly<Record<string, string>>>(texts.members, name)?.[key]
  return section === undefined || says === undefined ? undefined : { says, section }
}

/** Names come from the wire: only own ones count. */
function lookUp<T>(table: object, name: string): T | undefined {
  return Object.hasOwn(table, name) ? (table as Readonly<Record<string, T>>)[name] : undefined
}
