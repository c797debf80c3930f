// The measured servers that a participant can behave as. The list is made from the field survey.
import { z } from 'zod'
import { PERSONAS } from './persona-list.ts'
import type { SurveyKind } from './survey.ts'

export type PersonaId = keyof typeof PERSONAS

export interface PersonaAbout {
  readonly name: string
  readonly kind: SurveyKind
  readonly version: string
  /** The day, ISO 8601. */
  readonly measured: string
}

const IDS = Object.keys(PERSONAS) as PersonaId[]

/** @returns what is known of a persona besides its answers. */
export function aboutPersona(id: PersonaId): PersonaAbout {
  return PERSONAS[id]
}

/** Servers of files, of code and of routes: an origin can be any. */
export const OriginPersona = z.enum(IDS.filter(id => PERSONAS[id].kind !== 'proxy'))
/** Reverse proxies and caches, for participants that forward. */
export const ProxyPersona = z.enum(IDS.filter(id => PERSONAS[id].kind === 'proxy'))
