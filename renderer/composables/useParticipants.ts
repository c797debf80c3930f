// One hue for each participant, the same wherever it is named.
import { useAttempt } from '../stores/attempt.ts'

const HUES = 6

export function useParticipants() {
  const attempt = useAttempt()
  const roleOf = (name: string) => attempt.view?.entries.find(({ participant }) => participant === name)?.role
  /** @returns a class that sets the hue; the client has none of its own. */
  const hueOf = (name: string): string => {
    const at = attempt.participants.indexOf(name)
    return at < 0 ? 'who-client' : hueAt(at)
  }
  /** @param at its place, from the client inwards */
  const hueAt = (at: number): string => `who-${at % HUES + 1}`
  return { roleOf, hueOf, hueAt }
}
