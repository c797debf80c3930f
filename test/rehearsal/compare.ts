// What an instructor sees against what was played, down to the last expectation.
import type { Statement } from '../../electron/core/results/xapi.ts'
import type { Expected } from './plan.ts'

interface Row { readonly lab: string; readonly tries: number; readonly opened: number; readonly graded: string; readonly outcomes: readonly { readonly of: string; readonly outcome: string; readonly group?: string }[] }
interface Figure { readonly of: string; readonly met: number; readonly missed: number; readonly notYet: number; readonly groups: readonly { readonly group: string; readonly count: number }[] }
/** What `results --json` says, as far as it is compared. */
export interface Matrix {
  readonly learners: readonly { readonly name: string; readonly labs: readonly (Row & Readonly<Record<string, unknown>>)[] }[]
  readonly refused: readonly unknown[]
  readonly shared: readonly unknown[]
  readonly labs: readonly { readonly lab: string; readonly expectations: readonly Figure[] }[]
}
export interface Seen { readonly matrix: Matrix; readonly csv: string; readonly statements: readonly Statement[] }

/** @returns each difference in words; none when all three say what was played */
export function differences({ matrix, csv, statements }: Seen, expected: readonly Expected[]): string[] {
  return [...inMatrix(matrix, expected), ...inFigures(matrix, expected), ...inCsv(csv, expected), ...inStatements(statements, expected)]
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

function differ(where: string, found: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(wanted).flatMap(([key, value]) => (shown(found[key]) === shown(value) ? [] : [`${where}: ${key} is ${shown(found[key])}, and ${shown(value)} was played`]))
}

const outcomesIn = ({ outcomes }: Expected): Record<string, string> => Object.fromEntries([...outcomes].map(([of, { outcome, group }]) => [of, `${outcome}${group === undefined ? '' : ` (${group})`}`]))

function inMatrix({ learners, refused, shared }: Matrix, expected: readonly Expected[]): string[] {
  const names = [...new Set(expected.map(({ learner }) => learner))]
  const rest = differ('matrix', { learners: learners.map(({ name }) => name).sort(), refused: refused.length, shared: shared.length }, { learners: names.sort(), refused: 0, shared: 0 })
  return [...rest, ...expected.flatMap(one => {
    const where = `matrix, ${one.learner}, ${one.lab}`
    const found = learners.find(({ name }) => name === one.learner)?.labs.find(({ lab }) => lab === one.lab)
    if (!found) return [`${where}: it is not there`]
    const { earned, points, met, required, hints } = one
    const outcomes = Object.fromEntries(found.outcomes.map(({ of, outcome, group }) => [of, `${outcome}${group === undefined ? '' : ` (${group})`}`]))
    return [...differ(where, found, { earned, points, met, required, hints, tries: 1, graded: 'anew' }), ...differ(where, outcomes, outcomesIn(one))]
  })]
}

/** For each expectation how many met and missed it, and how. */
function inFigures({ labs }: Matrix, expected: readonly Expected[]): string[] {
  return [...Map.groupBy(expected, ({ lab }) => lab)].flatMap(([lab, each]) => {
    const figures = labs.find(one => one.lab === lab)
    return [...new Set(each.flatMap(({ outcomes }) => [...outcomes.keys()]))].flatMap(of => {
      const all = each.flatMap(({ outcomes }) => outcomes.get(of) ?? [])
      const count = (outcome: string) => all.filter(one => one.outcome === outcome).length
      const found = figures?.expectations.find(one => one.of === of)
      const groups = (list: readonly (readonly [string, number])[]) => Object.fromEntries(list.toSorted(([one], [other]) => (one < other ? -1 : 1)))
      const wanted = [...Map.groupBy(all.filter(({ outcome }) => outcome === 'missed'), ({ group = '' }) => group)].map(([group, some]) => [group, some.length] as const)
      return differ(`figures, ${lab}, ${of}`, { ...found, groups: groups((found?.groups ?? []).map(({ group, count: times }) => [group, times] as const)) }, { met: count('met'), missed: count('missed'), notYet: count('not-yet'), groups: groups(wanted) })
    })
  })
}

function inCsv(csv: string, expected: readonly Expected[]): string[] {
  const [head = [], ...rows] = rowsOf(csv)
  const sheet = rows.map(row => Object.fromEntries(head.map((name, nth) => [name, row[nth]])))
  return [...differ('CSV', { rows: sheet.length }, { rows: expected.length }), ...expected.flatMap(one => {
    const found = sheet.find(({ learner, lab }) => learner === one.learner && lab === one.lab) ?? {}
    const missed = [...one.outcomes].filter(([, { outcome }]) => outcome === 'missed').map(([of]) => of).sort().join(' ')
    const { earned, points, met, required, hints } = one
    return differ(`CSV, ${one.learner}, ${one.lab}`, { ...found, missed: found['missed']?.split(' ').sort().join(' ') }, { missed, ...Object.fromEntries(Object.entries({ earned, points, met, required, hints }).map(([key, value]) => [key, String(value)])), graded: 'anew' })
  })]
}

/** RFC 4180. */
function rowsOf(csv: string): string[][] {
  return csv.trimEnd().split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(line => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain))
}

/** What was said last of an expectation is how it stands. */
function inStatements(statements: readonly Statement[], expected: readonly Expected[]): string[] {
  const twice = statements.length - new Set(statements.map(({ id }) => id)).size
  return [...differ('xAPI', { twice }, { twice: 0 }), ...expected.flatMap(one => {
    const own = statements.filter(({ actor, object, context }) => actor.name === one.learner && [object, ...context.contextActivities.grouping].some(({ id }) => id.endsWith(`/labs/${one.lab}`)))
    const last = new Map(own.filter(({ verb }) => /\/(?:passed|failed)$/.test(verb.id)).map(({ object, result }) => [object.id.split('/').at(-1), result?.success]))
    const score = own.findLast(({ verb }) => verb.id.endsWith('/scored'))?.result
    const wanted = Object.fromEntries([...one.outcomes].map(([of, { outcome }]) => [of, outcome === 'not-yet' ? undefined : outcome === 'met']))
    return [...differ(`xAPI, ${one.learner}, ${one.lab}`, Object.fromEntries(last), wanted), ...differ(`xAPI, ${one.learner}, ${one.lab}`, { earned: score?.score?.raw, done: score?.success }, { earned: one.earned, done: one.required > 0 && one.met === one.required })]
  })]
}
