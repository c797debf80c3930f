// What can be done now. Whoever can do something offers it while it is there; the palette shows it, keys and the desktop's menu reach it.
import { onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { ACTION_IDS, knownOf, shownKey, type ActionId } from '../../electron/model/action.ts'
import { phrase } from '../../electron/model/phrase.ts'
import { useSettings } from '../stores/settings.ts'
import { useWords } from './useWords.ts'

export interface Offer {
  /** Remembered once it was used: nothing that somebody typed or captured may stand in it. */
  readonly id: string
  readonly group: string
  readonly name: string
  /** What it is about; found like its name. */
  readonly note?: string | undefined
  readonly key?: string | undefined
  /** It holds already. */
  readonly isOn?: boolean
  /** Why it cannot be done now. */
  readonly obstacle?: string | undefined
  /** `run` gives a sentence about what came of it, for which the palette stays open. */
  readonly says?: boolean
  readonly run: () => unknown
}

const makers = shallowReactive(new Set<() => readonly Offer[]>())
const KEYS = new Set(ACTION_IDS.map(id => knownOf(id).key))
const IS_MAC = navigator.userAgent.includes('Mac')
const TYPING = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

/** @returns everything that is offered now, what came last first: the view before the frame around it */
export function allOffers(): Offer[] {
  return [...makers].reverse().flatMap(make => make())
}

/** Looks no further than to the first that is meant: a key is pressed more often than everything is looked through. */
function findOffer(isMeant: (offer: Offer) => boolean): Offer | undefined {
  for (const make of [...makers].reverse()) {
    const offer = make().find(isMeant)
    if (offer) return offer
  }
  return undefined
}

/** Offers what `make` returns as long as the component is there. */
export function useOffers(make: () => readonly Offer[]): void {
  onMounted(() => makers.add(make))
  onBeforeUnmount(() => makers.delete(make))
}

/** @returns a function that makes an offer of an action of the table */
export function useNamedActions() {
  const { say, nameOf } = useWords()
  return (id: ActionId, run: Offer['run'], rest: Partial<Offer> = {}): Offer => {
    const { group, key } = knownOf(id)
    return { id, group: say(phrase(`actions.${group}`)), name: nameOf(id), key, run, ...rest }
  }
}

/** @returns a function that says a key as it stands on the keyboard: a German one has other words on it */
export function useShownKeys() {
  const { t } = useWords()
  return (key: string): string => shownKey(key, IS_MAC, { control: t('key.control'), shift: t('key.shift') })
}

/** Does what is offered under this name. @returns whether it was offered, and nothing hindered it */
export function doAction(id: ActionId): boolean {
  const offer = findOffer(one => one.id === id && one.obstacle === undefined)
  void offer?.run()
  return offer !== undefined
}

function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  return !event.ctrlKey && !event.metaKey && target instanceof Element && target.closest('textarea, [contenteditable]') !== null
}

/** The keys of the table. A letter alone never acts while somebody types, and can be turned off; none acts behind a dialog. */
export function useActionKeys(): void {
  const settings = useSettings()

  function onKey(event: KeyboardEvent): void {
    // Whoever holds it down means it once, wherever it is no new line: a button or a form would act with each repetition.
    if (event.key === 'Enter' && event.repeat && !isWriting(event)) return event.preventDefault()
    if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog:modal')) return
    // On a Mac, Ctrl with a letter edits text.
    const modified = IS_MAC ? event.metaKey : event.ctrlKey
    if (!modified && (event.ctrlKey || event.metaKey)) return
    const letter = event.key.length === 1
    // Of what stands in a shadow tree, the event itself names only the host.
    const [target] = event.composedPath()
    if (letter && !modified && (!settings.letterKeys || (target instanceof Element && target.closest(TYPING)))) return
    const shift = event.shiftKey && !letter ? 'Shift+' : ''
    const key = `${modified ? 'Mod+' : ''}${shift}${letter ? event.key.toUpperCase() : event.key}`
    const offer = KEYS.has(key) ? findOffer(one => one.key === key) : undefined
    if (!offer) return
    event.preventDefault()
    if (offer.obstacle === undefined) void offer.run()
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
