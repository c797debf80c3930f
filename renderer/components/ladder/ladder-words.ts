// What a ladder says: the words on its rungs, and each rung as a sentence for those who hear it.
import { CLIENT } from '../../../electron/model/journey.ts'
import { useControlWords } from '../../composables/useControlWords.ts'
import { useParticipants } from '../../composables/useParticipants.ts'
import { useAllWords } from '../../composables/useAllWords.ts'
import type { Bracket, Rung } from './rungs.ts'
import type { Inks } from './shapes.ts'
import type { Sayings } from './way-rungs.ts'

export function useLadderWords() {
  const { t, clock, number, milliseconds } = useAllWords()
  const { hueOf, roleOf } = useParticipants()
  const { span } = useControlWords()

  const nameOf = (name: string): string => (name === CLIENT ? t('hop.client') : name)
  /** Asked each time: the language of the page may have changed meanwhile. */
  const sayings: Sayings = {
    get unreadable() { return t('exchange.unreadable') },
    get notSent() { return t('hop.not-sent') },
    get answered() { return t('hop.answered') },
    get unreached() { return t('hop.unreached') },
    notAnswered: end => (end === 'refused' || end === 'reset' || end === 'timed-out' ? t(`ending.${end}`) : t('hop.silent')),
    cutOff: answer => t('ladder.cut-off', { answer }),
    rewrite: ({ kind, name }) => (kind === 'rewritten' ? (name.includes('→') ? name : t('ladder.rewritten', { name: name || t('compare.part-target') })) : `${t(`changed.sign-${kind}`)} ${name}`),
    stored: age => (age === undefined ? t('ladder.stored') : t('ladder.stored-age', { age: span(age * 1_000) })),
    get confirmed() { return t('ladder.confirmed') },
    tunnel: ({ request, response }) => t('ladder.tunnel', { there: number(request), back: number(response) }),
  }
  const inks: Inks = {
    hueOf: name => hueOf(name) === 'who-client' ? 'ink-soft' : hueOf(name),
    sayBracket: (party, count) => t('ladder.again', { name: nameOf(party), count }),
    sayBreak: ms => (ms < 1_000 ? milliseconds(ms) : span(Math.round(ms / 1_000) * 1_000)),
  }

  /** The first of a request says which one it is and when; the others, how long after it. */
  function timeOf(rung: Rung, isFirst: boolean): string {
    if (rung.kind === 'across' || rung.kind === 'note' || !rung.origin) return ''
    const { request, atMs, sinceMs } = rung.origin
    return isFirst ? t('ladder.begins', { nth: request, time: clock(atMs, 'medium') }) : t('ladder.after', { ms: milliseconds(sinceMs) })
  }

  /** @returns the rung as a sentence. */
  function tell(rung: Rung): string {
    if (rung.kind === 'across') return t('ladder.tell-across', { what: rung.words })
    if (rung.kind === 'note') return t('ladder.tell-note', { name: nameOf(rung.at), what: rung.words })
    const after = rung.origin === undefined ? '' : t('ladder.tell-after', { ms: milliseconds(rung.origin.sinceMs) })
    const what = t('ladder.tell-arrow', { from: nameOf(rung.from), to: nameOf(rung.to), what: rung.words })
    return [what, ...(rung.end === 'refused' ? [t('ending.refused')] : []), ...(rung.isStored === true ? [t('ladder.stored')] : []), ...(after === '' ? [] : [after])].join(', ')
  }
  const tellBracket = ({ party, count }: Bracket): string => t('ladder.tell-again', { name: nameOf(party), count })

  return { sayings, inks, timeOf, tell, tellBracket, nameOf, hueOf, roleOf }
}
