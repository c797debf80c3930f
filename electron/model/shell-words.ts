// The words of the desktop's menus and dialogs: English, until the page tells those of its language.
import { z } from 'zod'
import { actionsEnglish } from './actions-en.ts'
import { filled } from './rule-text.ts'
import { shellEnglish } from './shell-en.ts'

const ENGLISH = { ...shellEnglish, ...actionsEnglish }
export type ShellWordId = keyof typeof ENGLISH

/** One line each, as a menu has it; what is left out is said in English. */
export const ShellWords = z.partialRecord(
  z.custom<ShellWordId>(id => typeof id === 'string' && Object.hasOwn(ENGLISH, id)),
  z.string().min(1).max(300).regex(/^\P{Cc}+$/u),
)
export type ShellWords = Readonly<z.infer<typeof ShellWords>>
export type ShellSays = (id: ShellWordId, values?: Readonly<Record<string, string>>) => string

/** @returns what is said in these words */
export function sayingIn(words: ShellWords): ShellSays {
  return (id, values = {}) => filled(words[id] ?? ENGLISH[id], values)
}
