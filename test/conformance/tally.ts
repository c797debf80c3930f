// What a run of the public suite amounts to, by the kind that the suite gives each test.
import type { SuiteResult, SuiteTest } from './suite.ts'

/** `untested`: what it depends on failed, or the test could not be set up; the suite draws no conclusion then. */
export type Verdict = 'pass' | 'fail' | 'untested'
export interface Judged { readonly test: SuiteTest; readonly verdict: Verdict; readonly why: string }
export type Kind = NonNullable<SuiteTest['kind']>

export const kindOf = ({ kind }: SuiteTest): Kind => kind ?? 'required'

/** @returns a verdict on each test that has a result. */
export function judge(tests: readonly SuiteTest[], results: Readonly<Record<string, SuiteResult>>): Judged[] {
  const byId = new Map(tests.map(test => [test.id, test]))
  const holds = (id: string): boolean => results[id] === true && (byId.get(id)?.depends_on ?? []).every(holds)
  return tests.flatMap((test): Judged[] => {
    const result = results[test.id]
    if (result === undefined) return []
    const missing = (test.depends_on ?? []).filter(id => !holds(id))
    if (missing.length > 0) return [{ test, verdict: 'untested', why: `depends on ${missing.join(', ')}` }]
    if (result === true) return [{ test, verdict: 'pass', why: '' }]
    const [name, message] = result
    return [{ test, verdict: name === 'Setup' ? 'untested' : 'fail', why: `${name}: ${message}` }]
  })
}

/** @returns the counts as a table, and every test that did not pass with its reason. */
export function report(judged: readonly Judged[]): string {
  const kinds: readonly Kind[] = ['required', 'optimal', 'check']
  const count = (kind: Kind, verdict: Verdict) => judged.filter(each => kindOf(each.test) === kind && each.verdict === verdict).length
  const rows = kinds.map(kind => `| ${kind} | ${count(kind, 'pass')} | ${count(kind, 'fail')} | ${count(kind, 'untested')} |`)
  const rest = judged.filter(({ verdict }) => verdict !== 'pass').toSorted((a, b) => kinds.indexOf(kindOf(a.test)) - kinds.indexOf(kindOf(b.test)))
  return ['| kind | pass / yes | fail / no | untested |', '| --- | --- | --- | --- |', ...rows, '', ...rest.map(({ test, verdict, why }) => `${kindOf(test)} ${verdict}: ${test.id}: ${why}`)].join('\n')
}
