// A result as xAPI 1.0.3 statements: one for each thing that the log tells. Saying it again gives the same statements with the same ids.
import { createHash } from 'node:crypto'
import type { LogEntry } from '../../model/attempt-log.ts'
import { seedOf } from '../../model/attempt.ts'
import type { ResultVerdict } from '../../model/result.ts'
import { tally } from '../../model/verdict.ts'
import { hashOfLine, readChain } from '../store/attempt-log.ts'
import type { ToldChains } from './chain.ts'
import { costOf } from './gather.ts'
import type { ReadAttempt, ReadResult } from './read-result.ts'

/** Nobody's for ever (RFC 6761 §6.4): the project owns no domain, and one that is made up may be somebody's tomorrow. */
const HOME = 'https://lab501.invalid'
const ADL = 'http://adlnet.gov/expapi'
/** Drawn once, at random. */
const NAMESPACE = Buffer.from('5d1b1d0a7c1e4a0f9a5b3f1d0c8e2b64', 'hex')
type Verb = 'attempted' | 'answered' | 'interacted' | 'passed' | 'failed' | 'completed' | 'scored'
type Kind = 'course' | 'lesson' | 'module' | 'objective' | 'question' | 'interaction'

interface Activity { readonly id: string; readonly objectType: 'Activity'; readonly definition: { readonly type: string; readonly name: Readonly<Record<string, string>> } }
export interface Statement {
  readonly id: string
  readonly version: '1.0.3'
  readonly timestamp: string
  readonly actor: { readonly objectType: 'Agent'; readonly name: string; readonly account: { readonly homePage: string; readonly name: string } }
  readonly verb: { readonly id: string; readonly display: Readonly<Record<string, string>> }
  readonly object: Activity
  readonly result?: { readonly success?: boolean; readonly completion?: boolean; readonly response?: string; readonly duration?: string; readonly score?: { readonly raw: number; readonly min: number; readonly max: number; readonly scaled: number } }
  readonly context: { readonly registration: string; readonly platform: string; readonly contextActivities: { readonly parent?: readonly Activity[]; readonly grouping: readonly Activity[] }; readonly extensions: Readonly<Record<string, string>> }
}

/** Statements of results as they come. @param told what was told before: what two files tell both is told once */
export function* statementsOfAll(read: ReadResult, told: ToldChains): Generator<Statement> {
  for (const attempt of read.attempts) {
    const of = historyOf(read, attempt)
    yield* statementsOf(read, attempt, told.linesOf(of, attempt.lines))
    told.add(of, attempt.lines)
  }
}

/** @returns what the logs of one attempt of one key have in common, wherever it goes on in several ways */
export function historyOf({ key }: Pick<ReadResult, 'key'>, { attempt }: ReadAttempt): string {
  return `${key} ${seedOf(attempt)}`
}

/** @returns the statements of one attempt, in the order of its log. @param from how many of its lines were told before */
export function* statementsOf({ key, sheet }: Pick<ReadResult, 'key' | 'sheet'>, read: ReadAttempt, from = 0): Generator<Statement> {
  const { attempt, lines, claimed, withheld } = read
  const chain = readChain(seedOf(attempt), lines)
  if ('brokenAt' in chain) return
  const language = read.lab?.language ?? 'en'
  const pack = activity(['packs', attempt.pack.id || 'unknown'], 'course', read.lab?.pack.title ?? attempt.pack.id, language)
  const lab = activity(['packs', attempt.pack.id || 'unknown', 'labs', attempt.lab], 'lesson', read.lab?.title ?? attempt.title, language)
  const inLab = (words: readonly string[], kind: Kind, name: string) => activity(['packs', attempt.pack.id || 'unknown', 'labs', attempt.lab, ...words], kind, name, language)
  const stepOf = (step: string) => inLab(['steps', step], 'module', read.lab?.steps.find(({ id }) => id === step)?.title ?? step)
  const verdicts = new Map(attempt.verdicts.map(verdict => [verdict.of, verdict]))
  const say = (line: string, at: number, about: string, verb: Verb, object: Activity, parent: Activity | undefined, result?: Statement['result'], more: Record<string, string> = {}): Statement => ({
    // Two keys with one history are two learners, and a statement's id is its own (xAPI 1.0.3, Data 2.4.1).
    id: uuid(`${key} ${hashOfLine(line)} ${about}`), version: '1.0.3', timestamp: new Date(at).toISOString(),
    actor: { objectType: 'Agent', name: sheet.learner.name, account: { homePage: HOME, name: key.replaceAll(' ', '') } },
    verb: { id: `${ADL}/verbs/${verb}`, display: { 'en-US': verb } }, object, ...(result && { result }),
    context: {
      registration: isUuid(attempt.id) ? attempt.id : uuid(attempt.id), platform: sheet.madeBy,
      contextActivities: { ...(parent && { parent: [parent] }), grouping: [object === lab ? pack : lab] },
      extensions: { [`${HOME}/xapi/pack-version`]: attempt.pack.version, ...more },
    },
  })
  const met = new Set<string>()
  const done = new Set<string>()
  for (const [nth, entry] of chain.entries.entries()) {
    const line = lines[nth] ?? ''
    const told = [...statementsAt(entry)]
    if (nth >= from) yield* told.map(one => say(line, entry.at, ...one))
  }
  if (lines.length > from) yield say(lines.at(-1) ?? '', read.told.lastMs, 'scored', 'scored', lab, pack, scoreOf(read), { [`${HOME}/xapi/graded`]: claimed ?? (withheld > 0 ? 'redacted' : 'anew') })

  function* statementsAt(entry: LogEntry): Generator<readonly [string, Verb, Activity, Activity | undefined, Statement['result']?]> {
    switch (entry.kind) {
      case 'began': yield ['began', 'attempted', lab, pack]; break
      case 'adopted':
        yield ['adopted', 'attempted', lab, pack]
        yield* judged(entry.verdicts)
        break
      case 'answered': {
        const verdict = verdicts.get(entry.question)
        yield [`answered ${entry.question}`, 'answered', inLab(['questions', entry.question], 'question', saysOf(read, entry.question)), verdict && stepOf(verdict.step), { response: [entry.value].flat().join('[,]') }]
        break
      }
      case 'hint': yield [`hint ${entry.nth}`, 'interacted', inLab(['steps', entry.step, 'hints', String(entry.nth)], 'interaction', `Hint ${entry.nth}`), stepOf(entry.step)]; break
      case 'judged': yield* judged(entry.verdicts); break
      case 'finished': yield ['finished', 'completed', lab, pack, { completion: true }]; break
      case 'opened':
      case 'did': break
    }
  }

  function* judged(changed: readonly { readonly of: string; readonly outcome: ResultVerdict['outcome'] }[]): Generator<readonly [string, Verb, Activity, Activity | undefined, Statement['result']?]> {
    for (const { of, outcome } of changed) {
      const verdict = verdicts.get(of)
      met[outcome === 'met' ? 'add' : 'delete'](of)
      if (!verdict || outcome === 'not-yet') continue
      const isMet = outcome === 'met'
      yield [`judged ${of} ${outcome}`, isMet ? 'passed' : 'failed', inLab([verdict.kind === 'expectation' ? 'expectations' : 'questions', of], verdict.kind === 'expectation' ? 'objective' : 'question', saysOf(read, of)), stepOf(verdict.step), { success: isMet }]
    }
    for (const step of new Set(attempt.verdicts.map(verdict => verdict.step))) {
      const required = attempt.verdicts.filter(verdict => verdict.step === step && !verdict.optional)
      if (done.has(step) || required.length === 0 || !required.every(({ of }) => met.has(of))) continue
      done.add(step)
      yield [`step ${step}`, 'completed', stepOf(step), lab, { completion: true }]
    }
  }
}

function saysOf({ regraded, attempt }: ReadAttempt, of: string): string {
  return regraded?.find(verdict => verdict.of === of)?.says ?? `${attempt.title}: ${of}`
}

function scoreOf({ attempt, told, lab }: ReadAttempt): NonNullable<Statement['result']> {
  const { earned, points, allMet } = tally(attempt.verdicts.map(verdict => ({ ...verdict, says: '', evidence: [] })), costOf(lab, told.hints))
  // A score without a range says nothing, and a statement with an empty one is refused.
  const score = points > 0 ? { raw: earned, min: 0, max: points, scaled: earned / points } : undefined
  return { success: allMet, completion: allMet, ...(score && { score }) }
}

/** Ids name things, and are never looked up. */
function activity(words: readonly string[], kind: Kind, name: string, language: string): Activity {
  return { objectType: 'Activity', id: `${HOME}/${words.map(word => encodeURIComponent(word.toWellFormed())).join('/')}`, definition: { type: `${ADL}/activities/${kind}`, name: { [language]: name } } }
}

/** A UUID of a text: version 5 (RFC 9562 §5.5), in a namespace of our own. */
function uuid(text: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(text).digest()
  hash.writeUInt8(0x50 | (hash.readUInt8(6) & 0x0f), 6)
  hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8)
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
}
