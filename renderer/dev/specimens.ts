// What the page of components shows them with.
import type { Severity } from '../../electron/model/inspection.ts'
import type { StepView } from '../../electron/model/lab.ts'
import { phrase } from '../../electron/model/phrase.ts'
import type { Phase } from '../../electron/model/timing-phases.ts'
import type { Outcome, Verdict } from '../../electron/model/verdict.ts'

export const COLOURS = [
  'paper', 'sheet', 'well', 'raised', 'line', 'line-strong', 'ink', 'ink-soft', 'ink-faint', 'accent', 'accent-wash', 'on-accent', 'met', 'missed', 'not-yet', 'met-wash', 'missed-wash',
  'status-1', 'status-2', 'status-3', 'status-4', 'status-5', 'who-1', 'who-2', 'who-3', 'who-4', 'who-5', 'who-6', 'marker', 'marker-ink', 'marker-edge',
]
export const SIZES = ['small', 'ui', 'read', 'bytes', 'title', 'great']
export const GAPS = [1, 2, 3, 4, 5, 6]
export const WHO = [1, 2, 3, 4, 5, 6]
export const OUTCOMES: readonly Outcome[] = ['met', 'missed', 'not-yet']
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']
export const THREE = [{ id: 'one', label: 'One' }, { id: 'two', label: 'Two' }, { id: 'three', label: 'Three' }] as const
export const TABS = [{ id: 'first', label: 'First' }, { id: 'second', label: 'Second', note: '2' }] as const
export const SUGGESTIONS = [{ value: 'GET', says: 'asks for a representation' }, { value: 'DELETE', says: 'asks to remove' }, { value: 'FROBNICATE' }]
export const PHASES: readonly Phase[] = [{ kind: 'connect', fromMs: 0, toMs: 4 }, { kind: 'wait', fromMs: 4, toMs: 15 }, { kind: 'receive', fromMs: 15, toMs: 20 }]

const verdict = (of: string, says: string, rest: Partial<Verdict>): Verdict => ({ of, kind: 'expectation', step: 'one', says, outcome: 'not-yet', points: 1, earned: 0, optional: false, evidence: [], ...rest })
export const VERDICTS = [
  verdict('a', 'The server answers 501 to `FROBNICATE`.', { outcome: 'met', seen: phrase('verdict.status', { status: 501 }), evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }], section: 'RFC 9110 §15.6.2' }),
  verdict('b', 'The server answers 405 to `DELETE`.', { outcome: 'missed', expected: phrase('verdict.status', { status: 405 }), seen: phrase('verdict.status', { status: 204 }), feedback: { id: 'f', text: 'This resource takes `DELETE`. Ask another one.' }, because: 'A resource need not take what the server implements.' }),
  verdict('c', 'The server answers 200 to `GET`.', { optional: true }),
]
export const RIGHT = verdict('b', '', { outcome: 'met', seen: phrase('verdict.status', { status: 501 }), evidence: [{ exchange: 'x1', side: 'response', range: { start: 9, end: 12 } }], feedback: { id: 'b', text: 'Yes. Nobody wrote the code for it.' } })
export const WRONG = verdict('a', '', { outcome: 'missed', feedback: { id: 'a', text: 'That would be a 404.' }, section: 'RFC 9110 §15.5.5' })

const options = [{ id: 'a', label: 'There is nothing at `/widgets`.' }, { id: 'b', label: 'It implements `FROBNICATE` for no resource.' }]
export const QUESTION: StepView['questions'][number] = { id: 'q', kind: 'choice', ask: 'What did the server just tell you?', options }
export const PREDICTION: NonNullable<StepView['prediction']> = { id: 'p', ask: 'What does `FROBNICATE /widgets` get?', options: [{ id: 'a', label: '404 Not Found' }, { id: 'b', label: '501 Not Implemented' }] }
