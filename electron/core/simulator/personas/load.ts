// Personas by their id. What was measured is loaded when the first is worn, and of it that one only is read.
import { aboutPersona, type PersonaId } from '../../../model/persona.ts'
import type { Service } from '../service.ts'
import { readRows } from './row.ts'
import { wear, type Persona, type Wearable } from './wear.ts'

/** @returns the persona, from what ships with the app. */
export async function loadPersona(id: PersonaId): Promise<Persona> {
  const { ASKED, MEASURED } = await import('./measured.ts')
  return { ...aboutPersona(id), rows: readRows(MEASURED[id]), sectionOf: request => ASKED[request]?.[1] ?? 'RFC 9110 §15' }
}

/** @returns the service, dressed as the participant's persona, if it has one. */
export async function inPersona({ persona }: { readonly persona?: PersonaId | undefined }, service: Wearable, httpDate: () => string): Promise<Service> {
  return persona === undefined ? service : wear(await loadPersona(persona), service, httpDate)
}
