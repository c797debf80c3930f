// Names in conditions that must be those of the scenario, and JSON Schemas that hold only what is judged.
import { controlsOf } from '../../model/control.ts'
import { CLIENT } from '../../model/journey.ts'
import { faultOfSchema, MOST_SCHEMAS, SCHEMA_KEYWORDS } from '../../model/json-schema.ts'
import type { LabFile } from '../../model/lab.ts'
import type { Problem } from '../../model/problem.ts'
import { upstreamsOf } from '../../model/scenario.ts'
import { unknown } from './check-answer.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { Sheet } from './parse-sheet.ts'
import type { Path } from './yaml-document.ts'

interface Names { readonly participants: readonly string[]; readonly places: readonly string[]; readonly toggles: readonly string[]; readonly builds: readonly string[] }

/** @returns the problems of every condition and moment, wherever in a step it stands. */
export function checkPlaces(sheet: Sheet<LabFile>): Problem[] {
  const { steps, scenario } = sheet.value
  const participants = scenario.participants.map(({ name }) => name)
  const hops = scenario.participants.flatMap(from => [`${CLIENT}-${from.name}`, ...upstreamsOf(from).map(to => `${from.name}-${to}`)])
  const { toggles, builds } = controlsOf(scenario)
  const names: Names = { participants, places: [...participants, ...new Set(hops)], toggles, builds: builds.map(({ build }) => build) }
  return steps.flatMap((step, nth) => [
    ...inside(sheet, names, step.expectations, ['steps', nth, 'expectations']),
    ...inside(sheet, names, step.questions, ['steps', nth, 'questions']),
    ...inside(sheet, names, step.prediction, ['steps', nth, 'prediction']),
  ])
}

function inside(sheet: Sheet<LabFile>, names: Names, value: unknown, path: Path): Problem[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    const isOfCondition = !Array.isArray(value) && path.at(-1) !== 'hops' && path.at(-1) !== 'fields' && path.at(-1) !== 'requestFields'
    if (!isOfCondition) return inside(sheet, names, inner, here)
    switch (key) {
      case 'at': return typeof inner === 'string' ? named(sheet, here, 'participant or hop', inner, names.places) : []
      case 'hops': return [
        ...Object.keys(inner ?? {}).flatMap(place => named(sheet, [...here, place], 'participant or hop', place, names.places, 'key')),
        ...inside(sheet, names, inner, here),
      ]
      case 'answeredBy': return answerers(inner).flatMap(({ at, name }) => named(sheet, [...here, ...at], 'participant', name, names.participants))
      case 'event': return eventNames(inner).flatMap(({ key: of, name }) => named(sheet, [...here, of], of, name, of === 'participant' ? names.participants : of === 'toggle' ? names.toggles : names.builds))
      case 'schema': return faultsOfSchema(sheet, here, inner)
      case 'json': return []
      default: return inside(sheet, names, inner, here)
    }
  })
}

function named({ problem }: Sheet<LabFile>, path: Path, kind: string, name: string, known: readonly string[], of: 'key' | 'value' = 'value'): Problem[] {
  if (known.includes(name)) return []
  const { what, mend } = known.length > 0 ? unknown(kind, name, known) : { what: `"${name}" is no ${kind}, and this scenario has none`, mend: 'Take it away, or declare it in the scenario.' }
  return [problem(path, what, mend, of)]
}

function answerers(match: unknown): { at: Path; name: string }[] {
  if (typeof match === 'string') return [{ at: [], name: match }]
  if (Array.isArray(match)) return match.map((name, nth) => ({ at: [nth], name: String(name) }))
  const not: unknown = typeof match === 'object' && match !== null && 'not' in match ? match.not : []
  return Array.isArray(not) ? not.map((name, nth) => ({ at: ['not', nth], name: String(name) })) : []
}

function eventNames(event: unknown): { key: 'participant' | 'toggle' | 'build'; name: string }[] {
  if (typeof event !== 'object' || event === null) return []
  const entries: [string, unknown][] = Object.entries(event)
  return entries.flatMap(([key, name]) => (key === 'participant' || key === 'toggle' || key === 'build') && typeof name === 'string' ? [{ key, name }] : [])
}

function faultsOfSchema({ problem }: Sheet<LabFile>, path: Path, schema: unknown): Problem[] {
  const fault = faultOfSchema(schema)
  if (!fault) return []
  if (fault.kind === 'too-many') return [problem(path, `the schema holds more than ${MOST_SCHEMAS} schemas within each other`, 'Ask for less, or for parts of it by JSONPath.')]
  if (!('keyword' in fault)) return [problem([...path, ...fault.path], 'this is no JSON Schema, a mapping is expected', 'Write a mapping such as { type: object }.')]
  const near = nearestWord(fault.keyword, SCHEMA_KEYWORDS)
  return [problem([...path, ...fault.path], `the keyword "${fault.keyword}" is not judged, one of ${SCHEMA_KEYWORDS.join(', ')} is expected`, near === undefined ? 'Take it away: references and patterns could take for ever.' : `Write "${near}".`, 'key')]
}
