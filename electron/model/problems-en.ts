// What is wrong with what somebody wrote or drew, and the mend, in English: the sentences that a schema's faults are told in. The page finds by them which it was, and says it in its own language.
import { fileProblemsEnglish } from './file-problems-en.ts'
import { filled } from './rule-text.ts'

/** A blank named as the first word of other texts holds one of those. The special before the general: the first that fits is taken. */
export const problemsEnglish = {
  ...fileProblemsEnglish,
  'whole': '{what}. {mend}',
  'what.missing': '{name} is missing, {expected} is expected',
  'what.other': '{name} is {found}, {expected} is expected',
  'what.but': '{name} is {found}, but {rule}',
  'what.key': 'the key "{key}" does not fit: {rule}',
  'what.key-unknown': 'the key "{key}" is not known here, one of {known} is expected',
  'what.same-name': 'there is another participant named "{participant}"',
  'what.not-below': '"{participant}" is not a participant further down the list',
  'what.misplaced': 'a collection takes GET, HEAD, POST and DELETE at its path, and GET, HEAD, PUT, PATCH and DELETE one segment below',
  'what.large': 'the topology has {octets} octets, at most {most} are kept',
  'mend.add': 'Add {name}.',
  'mend.write': 'Write {expected}.',
  'mend.quote': 'Put it in quotes: "{text}".',
  'mend.other-key': 'Write another key.',
  'mend.key-near': 'Write "{near}" instead.',
  'mend.key-away': 'Take it away, or write one of these.',
  'mend.less': 'Take some away.',
  'mend.form': 'Write it in that form.',
  'mend.change': 'Change one of them.',
  'mend.own-name': 'Give each a name of its own.',
  'mend.name-below': 'Name one that stands below this one.',
  'mend.less-content': 'Take some of the content that resources answer with out of it.',
  'name.file': 'the file',
  'name.nth-of': 'number {nth} of "{key}"',
  'name.nth': 'number {nth}',
  'found.no-list': 'an empty list',
  'found.list': 'a list',
  'found.mapping': 'a mapping',
  'found.no-text': 'empty text',
  'found.empty': 'empty',
  'expected.one-of': 'one of {values}',
  'expected.prefix': 'text that begins with "{prefix}"',
  'expected.time': 'a time such as 2026-01-05T09:00:00Z',
  'expected.text-least': 'text of at least {limit} characters',
  'expected.text-most': 'text of at most {limit} characters',
  'expected.list-one': 'a list of at least one',
  'expected.list-least': 'a list of at least {limit}',
  'expected.list-most': 'a list of at most {limit}',
  'expected.number-least': 'a number of at least {limit}',
  'expected.number-most': 'a number of at most {limit}',
  'expected.some-text': 'some text',
  'expected.text': 'text',
  'expected.number': 'a number',
  'expected.whole': 'a whole number',
  'expected.flag': 'true or false',
  'expected.mapping': 'a mapping (key: value)',
  'expected.list': 'a list',
  'expected.else': 'something else',
  'rule.other-key': 'another key is expected',
  'rule.method': 'a method is a token (RFC 9110 §9.1): letters, digits and !#$%&\'*+-.^_`|~',
  'rule.field-value': 'a field value is one line of characters up to U+00FF, with no blank at either end (RFC 9110 §5.5)',
  'rule.field-name': 'a field name is a token (RFC 9110 §5.1)',
  'rule.field-own': 'Content-Length, Transfer-Encoding, Date and Server come by themselves',
  'rule.collection': 'the path of a collection begins with a slash, ends in none and has no {name}',
  'rule.item': 'an id is 1 to 64 letters, digits, dots, tildes, hyphens and underscores',
  'rule.participant': 'a participant is named in small letters, digits and hyphens',
  'rule.build': 'a build is named in 1 to 40 letters, digits, dots, hyphens and underscores',
} as const

export type ProblemId = keyof typeof problemsEnglish

/** @returns the English words, with their blanks filled */
export function problemIn(id: ProblemId, values: Readonly<Record<string, string | number>> = {}): string {
  return filled(problemsEnglish[id], values)
}
