// Why a server answered as it did: the checks in the order they were made, up to the one that decided.
import { z } from 'zod'
import { Phrase, phrase } from './phrase.ts'

/** The checks of a strict origin, in order (no RFC fixes the whole order; docs/decisions/0003), and where each comes from. */
const SECTIONS = {
  'well-formed': 'RFC 9112 §2.2', 'target-length': 'RFC 9112 §3', version: 'RFC 9110 §2.5', host: 'RFC 9112 §3.2', framing: 'RFC 9112 §6.3',
  'transfer-coding': 'RFC 9112 §6.1', authority: 'RFC 9110 §7.4', expectation: 'RFC 9110 §10.1.1', 'method-implemented': 'RFC 9110 §9.1',
  'resource-exists': 'RFC 9110 §15.5.5', 'method-taken': 'RFC 9110 §15.5.6', content: 'RFC 9110 §15.5.14', handler: 'RFC 9110 §15',
} as const
export type Check = keyof typeof SECTIONS
export const CHECKS = Object.keys(SECTIONS) as Check[]
export const Check = z.enum(CHECKS)

const Deciding = { check: Check, passed: z.boolean(), because: Phrase, section: z.string() }

export const DecisionStep = z.object(Deciding)
export type DecisionStep = Readonly<z.infer<typeof DecisionStep>>

/** The check that decided, and what it was about. The checks before it follow from their order, so they are not kept. */
export const Ruling = z.object({
  status: z.int(), ...Deciding, method: z.string(), target: z.string(),
  /** The server has an order of its own, which nobody knows: no check before this one can be said to have passed. */
  ownOrder: z.literal(true).optional(),
})
export type Ruling = Readonly<z.infer<typeof Ruling>>

export const Decision = z.object({ status: z.int(), steps: z.array(DecisionStep) })
export type Decision = Readonly<z.infer<typeof Decision>>

/** @returns where the specification speaks of what `check` looks at. */
export function sectionOf(check: Check): string {
  return SECTIONS[check]
}

const ANSWERS: Readonly<Record<number, string>> = {
  200: 'RFC 9110 §15.3.1', 201: 'RFC 9110 §15.3.2', 204: 'RFC 9110 §15.3.5', 500: 'RFC 9110 §15.6.1', 501: 'RFC 9110 §15.6.2',
}

/** @returns where the specification speaks of the status that a handler chose. */
export function sectionOfAnswer(status: number): string {
  return ANSWERS[status] ?? SECTIONS.handler
}

/** @returns the whole decision: every check that passed before the one that decided, and that one. */
export function decisionOf({ status, check, passed, because, section, method, target, ownOrder }: Ruling): Decision {
  const before = CHECKS.slice(0, ownOrder ? 0 : CHECKS.indexOf(check)).map((name): DecisionStep => ({
    check: name, passed: true, because: phrase(name === 'handler' ? 'decision.handler-reply' : `decision.${name}`, { method, target }), section: SECTIONS[name],
  }))
  return { status, steps: [...before, { check, passed, because, section }] }
}
