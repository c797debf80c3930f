// What is asked of a server to find out what it takes, and what came of it: the capability matrix, where a contract is not kept, and the graded report.
import { z } from 'zod'
import { checksEnglish, reasonsEnglish, type CheckId, type ReasonId } from './checks-en.ts'
import { Finding, findingInEnglish } from './inspection.ts'
import { NOBODYS_METHOD } from './methods.ts'
import { Phrase } from './phrase.ts'
import { filled } from './rule-text.ts'
import { TOKEN } from './token.ts'
import { Evidence } from './verdict.ts'

/** Which methods are taken where; whether the answers are those of a contract; how well the server speaks HTTP. */
export const AUDIT_KINDS = ['methods', 'contract', 'conformance'] as const
export const AuditKind = z.enum(AUDIT_KINDS)
export type AuditKind = z.infer<typeof AuditKind>

/** More would be no polite look any more. */
export const MOST_PROBES = 1_000
/** The general methods (RFC 9110 §9.3, RFC 5789) and one that nobody has heard of. Those that may change something come last. */
export const USUAL_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS', 'TRACE', NOBODYS_METHOD, 'POST', 'PUT', 'PATCH', 'DELETE']

/** CONNECT asks for a tunnel and not for a target (RFC 9110 §9.3.6). */
export const ProbeMethod = z.string().max(60).regex(TOKEN).refine(method => method !== 'CONNECT')
/** Origin-form (RFC 9112 §3.2.1), with what is not ASCII percent-encoded (RFC 3986 §2.1). */
export const ProbeTarget = z.string().max(8_000).regex(/^\/[!-~]*$/).refine(target => !target.includes('#'))
const Methods = z.array(ProbeMethod).min(1).max(MOST_PROBES)

/** An operation of an OpenAPI document. */
export const ContractOperation = z.object({
  method: z.string(),
  /** As the document writes it, with its `{placeholders}`. */
  path: z.string(),
  operationId: z.string().optional(),
  target: z.string(),
  /** Placeholders that nothing said anything about; a 1 stands there. */
  guessed: z.array(z.string()).readonly(),
  content: z.object({ type: z.string(), text: z.string() }).optional(),
})
export type ContractOperation = Readonly<z.infer<typeof ContractOperation>>
export const Contract = z.object({ title: z.string(), version: z.string(), operations: z.array(ContractOperation).readonly() })
export type Contract = Readonly<z.infer<typeof Contract>>

/** What is to be found out, with all that its requests are made from; kept with the bench. */
export const AuditAsk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('methods'), methods: Methods, targets: z.array(ProbeTarget).min(1).max(MOST_PROBES) }),
  /** With an earlier version only the difference is asked. */
  z.object({ kind: z.literal('contract'), contract: Contract, before: Contract.optional(), methods: Methods }),
  /** `isSafe` leaves out every method that may change something; `fails` is a target that fails on purpose. */
  z.object({ kind: z.literal('conformance'), target: ProbeTarget, isSafe: z.boolean(), fails: ProbeTarget.optional() }),
])
export type AuditAsk = Readonly<z.infer<typeof AuditAsk>>

/** How a page says what is to be found out; the contract is the document that it handed over before. */
export const AuditPlan = z.discriminatedUnion('kind', [
  AuditAsk.options[0],
  z.object({ kind: z.literal('contract'), compared: z.boolean(), fill: z.record(z.string().max(200), z.string().max(2_000)), methods: Methods }),
  AuditAsk.options[2],
])
export type AuditPlan = Readonly<z.infer<typeof AuditPlan>>

/**
 * What an answer says about its method here. `taken`: 2xx, 304, or 412 to the condition that is never true. `elsewhere`: 405.
 * `nowhere`: 501. `missing`: 404 and 410. `unsure`: another 3xx or 4xx, which may come before the method is looked at. `failed`: another 5xx.
 */
export const Means = z.enum(['taken', 'elsewhere', 'nowhere', 'missing', 'unsure', 'failed', 'silent'])
export type Means = z.infer<typeof Means>

/** @param status 0 when no answer came @returns what it says about the method */
export function meansOf(status: number): Means {
  if (status === 0) return 'silent'
  if (status < 300 || status === 304 || status === 412) return 'taken'
  if (status === 405) return 'elsewhere'
  if (status === 501) return 'nowhere'
  if (status === 404 || status === 410) return 'missing'
  return status < 500 ? 'unsure' : 'failed'
}

export const AuditCell = z.object({
  probe: z.string(),
  method: z.string(),
  path: z.string(),
  target: z.string(),
  /** 0 when no answer came. */
  status: z.int(),
  means: Means,
  /** What the answer said is allowed; absent when it said nothing. */
  allow: z.array(z.string()).readonly().optional(),
  exchange: z.string(),
})
export type AuditCell = Readonly<z.infer<typeof AuditCell>>

export const AuditMatrix = z.object({
  methods: z.array(z.string()).readonly(),
  paths: z.array(z.string()).readonly(),
  cells: z.array(AuditCell).readonly(),
  /** Where answers of the server contradict one another or the specification. */
  inconsistencies: z.array(Finding).readonly(),
})
export type AuditMatrix = Readonly<z.infer<typeof AuditMatrix>>

/**
 * `not-implemented`: the contract has it, the server refuses it. `beyond`: the server takes it, the contract does not have it.
 * `named-beyond`: no answer shows it, but an Allow names it. `unsure`: what came does not tell.
 */
export const DriftKind = z.enum(['not-implemented', 'beyond', 'named-beyond', 'unsure'])

/** How much a check counts: what is a MUST, what is a SHOULD, and what a careful server does. */
export const CheckLevel = z.enum(['must', 'should', 'good'])
export type CheckLevel = z.infer<typeof CheckLevel>
const CheckName = z.custom<CheckId>(value => typeof value === 'string' && Object.hasOwn(checksEnglish, value))
/** `not-judged` counts neither way. */
export const CheckVerdict = z.enum(['met', 'partly', 'missed', 'not-judged'])
export type CheckVerdict = z.infer<typeof CheckVerdict>
const ReasonName = z.custom<ReasonId>(value => typeof value === 'string' && Object.hasOwn(reasonsEnglish, value))
/** Why a verdict is what it is: in a check's own words, or in those of a rule that found something. */
export const CheckSays = z.union([z.object({ reason: ReasonName, values: Finding.shape.values }), Finding.pick({ rule: true, values: true })])
export type CheckSays = Readonly<z.infer<typeof CheckSays>>
export const CheckResult = z.object({ id: CheckName, level: CheckLevel, section: z.string(), verdict: CheckVerdict, says: CheckSays, evidence: z.array(Evidence).readonly() })
export type CheckResult = Readonly<z.infer<typeof CheckResult>>

/** @returns why, as an English sentence. */
export function reasonInEnglish(says: CheckSays): string {
  return 'reason' in says ? filled(reasonsEnglish[says.reason], says.values) : findingInEnglish(says)
}

export const Mark = z.enum(['A', 'B', 'C', 'D', 'F'])
export const Report = z.object({
  results: z.array(CheckResult).readonly(),
  mark: Mark,
  /** Points earned of those that could be judged, rounded down. */
  percent: z.int(),
  musts: z.object({ met: z.int(), judged: z.int() }),
})
export type Report = Readonly<z.infer<typeof Report>>

/** `planned` has sent nothing yet, `stopped` has what came until then, `failed` found nobody who answers. */
export const AuditState = z.enum(['planned', 'running', 'stopped', 'done', 'failed'])
export type AuditState = z.infer<typeof AuditState>

/** An audit as it is kept: everything else is made from these and from the exchanges. */
export const AuditRun = z.object({
  ask: AuditAsk,
  state: AuditState,
  /** Probe → the numbers of its exchanges. */
  sent: z.array(z.tuple([z.string(), z.array(z.int().positive()).readonly()]).readonly()).readonly(),
  of: z.int(),
  tookMs: z.number(),
  /** Why it failed. */
  refusal: z.string().optional(),
})
export type AuditRun = Readonly<z.infer<typeof AuditRun>>

/** The document, or an earlier version of it. */
export const ContractRole = z.enum(['now', 'before'])
export type ContractRole = z.infer<typeof ContractRole>

/** What is told of a document that was read. */
export const ContractView = Contract.omit({ operations: true }).extend({ operations: z.int(), targets: z.array(z.string()).readonly(), guessed: z.array(z.string()).readonly() })
export type ContractView = Readonly<z.infer<typeof ContractView>>

const View = z.object({
  state: AuditState,
  /** Requests that were sent, of so many. */
  done: z.int(),
  of: z.int(),
  /** Methods among them that may change something (RFC 9110 §9.2.1). */
  changing: z.array(z.string()).readonly(),
  /** Why it failed. */
  refusal: z.string().optional(),
})
const ContractProbe = z.object({ method: z.string(), target: z.string(), expects: z.enum(['implemented', 'absent']).optional(), status: z.int().optional(), exchange: z.string().optional() })
export type ContractProbe = Readonly<z.infer<typeof ContractProbe>>
export const DriftView = z.object({ kind: DriftKind, exchange: z.string(), says: Phrase })
export type DriftView = Readonly<z.infer<typeof DriftView>>

/** An audit as the page shows it; what was found is absent until something was sent. */
export const AuditView = z.discriminatedUnion('kind', [
  View.extend({ kind: z.literal('methods'), asked: AuditAsk.options[0], matrix: AuditMatrix.optional() }),
  View.extend({
    kind: z.literal('contract'), contract: ContractView, before: ContractView.optional(), changes: z.array(Phrase).readonly(), probes: z.array(ContractProbe).readonly(),
    matrix: AuditMatrix.optional(), drift: z.array(DriftView).readonly().optional(),
  }),
  View.extend({ kind: z.literal('conformance'), asked: AuditAsk.options[2], report: Report.optional() }),
])
export type AuditView = Readonly<z.infer<typeof AuditView>>
export type AuditViewOf<K extends AuditKind> = Extract<AuditView, { kind: K }>

/** The forms in which an audit leaves the app. */
export const AUDIT_FORMS = { methods: ['csv', 'markdown', 'json', 'http', 'hurl'], contract: ['http', 'hurl', 'json', 'csv', 'markdown'], conformance: ['json', 'junit'] } as const satisfies Record<AuditKind, readonly string[]>
export const AuditForm = z.enum(['csv', 'markdown', 'json', 'http', 'hurl', 'junit'])
export type AuditForm = z.infer<typeof AuditForm>
