// What a part of a message means, in a sentence with its section. The texts are fetched when somebody looks for the first time, and with them what is known of each.
import { shallowRef } from 'vue'
import type { Explained, Texts } from '../../electron/model/explained/explain.ts'
import type { FieldFacts } from '../../electron/model/explained/field-facts.ts'
import type { RequestMessage, ResponseMessage } from '../../electron/model/message.ts'
import { fieldOf, type Part, type PartKind } from '../../electron/model/parts.ts'
import { useBook } from './useBook.ts'
import { useWords, type WordId } from './useWords.ts'

async function fetchFacts() {
  const [how, { FIELD_FACTS }, { METHODS_IN_HANDBOOK }] = await Promise.all([
    import('../../electron/model/explained/explain.ts'), import('../../electron/model/explained/field-facts.ts'), import('../../electron/model/explained/in-handbook.ts'),
  ])
  return { ...how, FIELD_FACTS, METHODS_IN_HANDBOOK }
}
/** There before any text is. */
const facts = shallowRef<Awaited<ReturnType<typeof fetchFacts>>>()
const NO_FIELDS: ReadonlyMap<string, FieldFacts> = new Map()

/** @returns the English texts, which are the ones that another language has to have. */
export async function inEnglish(): Promise<Texts> {
  facts.value ??= await fetchFacts()
  const [{ fieldsEnglish: fields }, { methodsEnglish: methods }, { membersEnglish: members }, { statusesEnglish: statuses, statusClassesEnglish: classes }] = await Promise.all([
    import('../../electron/model/explained/fields-en.ts'), import('../../electron/model/explained/methods-en.ts'),
    import('../../electron/model/explained/members-en.ts'), import('../../electron/model/explained/statuses-en.ts'),
  ])
  return { fields, methods, members, statuses, classes }
}

/** What the page itself says of parts that no registry lists. */
const OWN: Readonly<Partial<Record<PartKind, readonly [WordId, string]>>> = {
  version: ['part.says-version', 'RFC 9112 §2.3'], reason: ['part.says-reason', 'RFC 9112 §4'], block: ['part.says-block', 'RFC 9113 §4.3'], blank: ['part.says-blank', 'RFC 9112 §2.1'],
  odd: ['part.says-odd', 'RFC 9112 §2.2'], content: ['part.says-content', 'RFC 9112 §6.3'], chunk: ['part.says-chunk', 'RFC 9112 §7.1'],
  'last-chunk': ['part.says-last-chunk', 'RFC 9112 §7.1'], frame: ['part.says-frame', 'RFC 9113 §6.1'], rest: ['part.says-rest', 'RFC 9112 §6.3'],
}

/** The form of a request target decides what it says (RFC 9112 §3.2). */
function formOf(method: string, target: string): readonly [WordId, string] {
  if (target === '*') return ['part.says-target-asterisk', 'RFC 9112 §3.2.4']
  if (method === 'CONNECT') return ['part.says-target-authority', 'RFC 9112 §3.2.3']
  return target.startsWith('/') ? ['part.says-target-origin', 'RFC 9112 §3.2.1'] : ['part.says-target-absolute', 'RFC 9112 §3.2.2']
}

export function useExplained() {
  const { t } = useWords()
  const texts = useBook('explained', inEnglish)
  const own = ([id, section]: readonly [WordId, string]): Explained => ({ says: t(id), section })

  /** @returns undefined only until the texts are here. */
  function explainPart(part: Part, messages: readonly (RequestMessage | ResponseMessage)[]): Explained | undefined {
    const known = texts.value
    const message = messages[part.message]
    const simple = OWN[part.kind]
    if (simple) return own(simple)
    if (!known || !message || !facts.value) return undefined
    const { explainField, explainMethod, explainStatus, METHODS_IN_HANDBOOK } = facts.value
    const field = fieldOf(part, messages)
    if (field) return explainField(field.name, known) ?? own(['part.says-field-unknown', 'RFC 9110 §5.1'])
    if (message.kind === 'response') return explainStatus(message.status, known) ?? own(['part.says-status-none', 'RFC 9110 §15'])
    if (part.kind === 'target') return own(formOf(message.method, message.target))
    return explainMethod(message.method, known) ?? { ...own(['part.says-method-unknown', 'RFC 9110 §9.1']), handbook: METHODS_IN_HANDBOOK }
  }

  /** @returns what a field is; undefined for one that is not known, and until the texts are here. */
  const explainFieldOf = (name: string): Explained | undefined => texts.value && facts.value?.explainField(name, texts.value)
  /** @returns what a method asks for; undefined for one that is not registered, and until the texts are here. */
  const explainMethodOf = (name: string): Explained | undefined => texts.value && facts.value?.explainMethod(name, texts.value)
  const explainMemberOf = (field: string, member: string): Explained | undefined => texts.value && facts.value?.explainMember(field, member, texts.value)

  /** @returns undefined only until the texts are here. */
  const explainCode = (status: number): Explained | undefined => texts.value && facts.value?.explainStatus(status, texts.value)
  /** By their names in small letters; none until the texts are here. */
  const knownFields = (): ReadonlyMap<string, FieldFacts> => facts.value?.FIELD_FACTS ?? NO_FIELDS

  return { knownFields, explainPart, explainFieldOf, explainMethodOf, explainMemberOf, explainCode }
}
