// What a person can do by name. The command palette, the keys, their sheet and the desktop's menu all read this one table.
import { z } from 'zod'
import { phrase, type Phrase } from './phrase.ts'

interface Known {
  readonly group: ActionGroup
  /** `J`, `?`, `F6`, `Shift+F6` or `Mod+Enter`, where Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly key?: string
}

/** In the order in which they are offered. */
export const ACTION_GROUPS = ['request', 'exchange', 'go', 'present', 'help'] as const
export type ActionGroup = (typeof ACTION_GROUPS)[number]

const ACTIONS = {
  'send': { group: 'request', key: 'Mod+Enter' },
  'cancel': { group: 'request' },
  'hint': { group: 'request', key: 'H' },
  'write-parts': { group: 'request' },
  'write-raw': { group: 'request' },
  'sent-before': { group: 'request' },
  'saved-requests': { group: 'request' },
  'paste': { group: 'request' },
  'next': { group: 'exchange', key: 'J' },
  'previous': { group: 'exchange', key: 'K' },
  'filter': { group: 'exchange', key: '/' },
  'evidence': { group: 'exchange', key: 'E' },
  'keep': { group: 'exchange', key: 'A' },
  'compare': { group: 'exchange', key: 'C' },
  'save-capture': { group: 'exchange' },
  'home': { group: 'go' },
  'playground': { group: 'go' },
  'server': { group: 'go' },
  'capture': { group: 'go' },
  'handbook': { group: 'go' },
  'add-pack': { group: 'go' },
  'hand-in': { group: 'go' },
  'class': { group: 'go' },
  'join': { group: 'go' },
  'keep-backup': { group: 'go' },
  'restore-backup': { group: 'go' },
  'region': { group: 'go', key: 'F6' },
  'region-before': { group: 'go', key: 'Shift+F6' },
  'pointer': { group: 'present', key: 'P' },
  'hide-answers': { group: 'present' },
  'reveal': { group: 'present', key: 'R' },
  'palette': { group: 'help', key: 'Mod+K' },
  'keys': { group: 'help', key: '?' },
  'tour': { group: 'help' },
  'letters': { group: 'help' },
  'check-seat': { group: 'help' },
  'report': { group: 'help' },
} as const satisfies Readonly<Record<string, Known>>

export type ActionId = keyof typeof ACTIONS
export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[]
export const ActionId = z.custom<ActionId>(value => typeof value === 'string' && Object.hasOwn(ACTIONS, value))

/** @returns the group of an action, and its key if it has one. */
export function knownOf(id: ActionId): Known {
  return ACTIONS[id]
}

/** @returns what an action is called, wherever it is named. */
export function nameOfAction(id: ActionId): Phrase {
  return phrase(`action.${id}`)
}

/** @returns a key as it stands on the keyboard. @param words what is written on the two that a Mac has signs for */
export function shownKey(key: string, mac: boolean, words: { readonly control: string; readonly shift: string }): string {
  return key.replace('Mod+', mac ? '⌘ ' : `${words.control} `).replace('Shift+', mac ? '⇧ ' : `${words.shift} `).replace('Enter', '⏎')
}
