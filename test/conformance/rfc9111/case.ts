// What RFC 9111 asks of a cache, one case for each sentence that can be seen from outside: by a client and by an origin.

/** `MAY` stands for a choice that the RFC leaves; the case holds what was chosen, as docs/cache.md publishes it. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** What the origin answers if it is asked. */
export interface Reply {
  readonly status?: number
  /** `Name: value` lines. `Date` is the clock's unless it is among them. */
  readonly fields?: readonly string[]
  readonly content?: string
  /** `before`: the connection ends instead of an answer. `within`: after half of the content. */
  readonly breaks?: 'before' | 'within'
  /** `Link` of a 103 that is sent first. */
  readonly hints?: string
}

/** `store`: the origin was not asked. `origin`: the client got what the origin sent now. `validated`: the origin sent 304, the client something stored. `cache`: an answer of the cache's own. */
export type Source = 'store' | 'origin' | 'validated' | 'cache'

export interface Step {
  /** Seconds that the clock is moved by before. */
  readonly wait?: number
  readonly method?: string
  readonly path?: string
  /** Request fields, `Name: value`. */
  readonly asks?: readonly string[]
  readonly sends?: string
  readonly reply?: Reply
  readonly from: Source
  readonly status?: number
  readonly content?: string
  /** Fields of the answer, small letters; undefined: absent. Several lines are joined by a comma. */
  readonly has?: Readonly<Record<string, string | undefined>>
  /** Fields that reached the origin, likewise. */
  readonly sent?: Readonly<Record<string, string | undefined>>
  /** Status codes of the interim answers that the client saw. */
  readonly interim?: readonly number[]
}

export interface Case { readonly section: string; readonly level: Level; readonly says: string; readonly steps: readonly Step[] }

type More = Omit<Step, 'from'>

/** @returns the first request of a case, answered by the origin with these fields. */
export const stored = (...fields: string[]): Step => ({ from: 'origin', reply: { fields } })
/** @returns a request that is answered from the store. */
export const reused = (more: More = {}): Step => ({ from: 'store', ...more })
/** @returns a request that the origin answers. */
export const asked = (more: More = {}): Step => ({ from: 'origin', ...more })
/** @returns a request for which the origin says 304 with these fields, and the client gets what is stored. */
export const validated = (fields: readonly string[], more: More = {}): Step => ({ from: 'validated', reply: { status: 304, fields }, ...more })

const at = (level: Level) => (section: string, says: string, ...steps: Step[]): Case => ({ section, level, says, steps })
export const must = at('MUST')
export const should = at('SHOULD')
export const may = at('MAY')

/** Where the clock of every case stands at first. */
export const START = Date.UTC(2026, 0, 5, 9)
/** @returns an IMF-fixdate so many seconds from the start. */
export const date = (seconds: number): string => new Date(START + seconds * 1_000).toUTCString()
