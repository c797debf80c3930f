// The bridge: every call that the page may make and every event that it is told, with their schemas.
import { z } from 'zod'
import { ActionId } from '../model/action.ts'
import { ArchiveView } from '../model/archive-view.ts'
import { AuditForm, AuditKind, AuditPlan, AuditView, ContractRole, ContractView } from '../model/audit.ts'
import { AttemptView, HintTaken, LabSummary } from '../model/attempt.ts'
import { pictureOf } from '../model/block.ts'
import { BackupBecame, BackupHeld, BACKUP_WORKS, MadeBackup } from '../model/backup-view.ts'
import { BenchSummary, BenchTitle, Drawing, DrawingFault, MOST_CAPTURE_OCTETS, MOST_TOPOLOGY_OCTETS, PlaygroundSetup, ServerSetup, Starter } from '../model/bench.ts'
import { CLASS_FORMS, ClassAsked, ClassRows, ClassSide, ClassStanding, ClassView } from '../model/class-view.ts'
import { CollectorView } from '../model/collector-view.ts'
import { CaptureForm, Redacted } from '../model/capture-form.ts'
import { Control, ScenarioEvent } from '../model/control.ts'
import { Base64, ByteRange } from '../model/bytes.ts'
import { Draft } from '../model/draft.ts'
import { Exchange } from '../model/exchange.ts'
import { Finding, RuleName, RuleSummary } from '../model/inspection.ts'
import { NotedExchanges, NotesSummary, NoteWord, RuleExamples } from '../model/notes.ts'
import { PackView } from '../model/pack-view.ts'
import { Phrase } from '../model/phrase.ts'
import { Problem } from '../model/problem.ts'
import { PageReport } from '../model/report.ts'
import { AnswerValue } from '../model/question.ts'
import { ResultChoice, ResultOffer, ResultReport } from '../model/result.ts'
import { Joining, SendingView } from '../model/sending.ts'
import { ShellWords } from '../model/shell-words.ts'
import { SurveyAnswer, SurveyView } from '../model/survey-view.ts'
import { SavedRequest } from '../model/saved-request.ts'
import { SeatFinding } from '../model/seat-finding.ts'
import { Verdict } from '../model/verdict.ts'

const Nothing = z.object({})
/** Of a lab's texts. Where a lab does not have it, or when it is left out, the texts are in its pack's first language. */
const Spoken = z.object({ language: z.string().max(40).optional() })
const Standing = AttemptView.omit({ exchanges: true })
const AttemptRef = z.object({ attempt: z.string().max(100) })
const OfferRef = z.object({ offer: z.string().max(100) })
const BackupRef = z.object({ backup: z.string().max(100) })
const PackOffer = OfferRef.extend({ name: z.string() })
/** A longer OpenAPI document is not read. */
export const MOST_CONTRACT_OCTETS = 8 * 1_048_576
/** So many words may be asked for at once; a filter has room for fewer. */
const MOST_NOTE_WORDS = 100
/** So many exchanges may become one part of a lab. */
export const MOST_SAVED_AS = 1_000
/** A file comes in parts of about a MB, in order. */
const part = { at: z.int().nonnegative(), bytes: Base64.max(1_400_000) }
/** One result of many. */
const ResultPart = z.object({ side: ClassSide, name: z.string().min(1).max(1_000), octets: z.int().nonnegative(), ...part })
const StepRef = AttemptRef.extend({ step: z.string().max(100) })

export const contract = {
  calls: {
    /** What this entry is and what it has to say. */
    'app.describe': {
      input: Nothing,
      output: z.object({ version: z.string(), entry: z.enum(['desktop', 'served', 'tests']), dataFolder: z.string(), notices: z.array(Phrase) }),
    },
    /** The words of the page's language for what is said outside of it: the menus and dialogs of the desktop. A browser has none of them. */
    'app.speak': { input: z.object({ words: ShellWords }), output: Nothing },
    /** A report of a problem as the text of a file: without the paths of one's home and without secrets; with the redacted capture if it is wanted and not too long. Nothing is sent anywhere. */
    'report.make': {
      input: z.object({ attempt: z.string().max(100).optional(), keepsCapture: z.boolean(), page: PageReport }),
      output: z.object({ name: z.string(), text: z.string(), redacted: z.array(Redacted), tooLong: z.boolean() }),
    },
    /** Whether a learner can sit down at this machine: sends one request to a server of its own, writes an attempt and reads it again, asks the collector that was joined. */
    'seat.check': { input: Nothing, output: z.array(SeatFinding) },
    'packs.list': { input: Spoken, output: z.array(PackView) },
    /** Files that were handed to the app and wait to be looked at. */
    'packs.offers': { input: Nothing, output: z.array(PackOffer) },
    /** Offers a file of the page's; its bytes follow in parts, in order. A page names no path of the disk. */
    'packs.offer': { input: z.object({ name: z.string().max(300), octets: z.int().nonnegative() }), output: PackOffer },
    'packs.offer-part': { input: OfferRef.extend({ ...part }), output: Nothing },
    /** What is in it, who says that they made it, and what to think about; or what is wrong with it. */
    'packs.inspect': { input: OfferRef, output: z.object({ name: z.string(), view: ArchiveView.optional(), problems: z.array(Problem) }) },
    /** Adds what was shown (`digest`) in spite of the cautions that were read, or answers with those that were not, or with what is wrong. */
    'packs.add': {
      input: OfferRef.extend({ digest: z.string().max(100), despite: z.array(z.string().max(100)).max(20) }),
      output: z.object({ added: z.object({ id: z.string(), version: z.string(), replaced: z.string().optional() }).optional(), cautions: z.array(Phrase), problems: z.array(Problem) }),
    },
    'packs.leave': { input: OfferRef, output: Nothing },
    /** Removes a pack that was added, by its id or the name of its file; the page has asked. */
    'packs.remove': { input: z.object({ pack: z.string().max(300) }), output: z.array(Problem) },
    /** Shows the pack that is being written no more. Its folder stays as it is. */
    'packs.unwatch': { input: Nothing, output: Nothing },
    'labs.list': { input: Spoken, output: z.array(LabSummary) },
    /** A raster picture that a lab's text shows, by its name below the lab's folder. */
    'labs.picture': {
      input: z.object({ lab: z.string().max(100), name: z.string().max(160).refine(name => pictureOf(`![](${name})`) !== undefined, 'is the name of no picture') }),
      output: z.object({ type: z.enum(['image/png', 'image/jpeg', 'image/webp']), bytes: Base64 }),
    },
    /** The field survey at a glance; empty where it does not ship. */
    'survey.view': { input: Nothing, output: SurveyView },
    /** What one server answered to one request, with its bytes. */
    'survey.answer': { input: z.object({ server: z.string().max(100), request: z.string().max(100) }), output: SurveyAnswer },
    /** Goes on with the lab's latest attempt or begins one, and starts its topology; only one runs at a time. */
    'attempts.open': { input: Spoken.extend({ lab: z.string().max(100) }), output: AttemptView },
    /** Begins the lab anew; the old attempt is kept in the store. */
    'attempts.restart': { input: Spoken.extend({ lab: z.string().max(100) }), output: AttemptView },
    /** What was begun beside the labs, the latest first. */
    'benches.list': { input: Nothing, output: z.array(BenchSummary) },
    /** Topologies to begin a playground with: our own, then those of the labs. */
    'benches.starters': { input: Spoken, output: z.array(Starter) },
    /** Begins a playground, or a look at a server of the learner's own; it runs in the place of what ran before. */
    'benches.begin': { input: z.object({ setup: z.union([PlaygroundSetup, ServerSetup]) }), output: AttemptView },
    /** Goes on with one. */
    'benches.open': { input: AttemptRef, output: AttemptView },
    /** The running playground goes on with another topology, at the same ports and with all that was captured; or as it is, where that does not fit. */
    'benches.change': { input: AttemptRef.extend({ drawing: Drawing }), output: z.object({ standing: Standing.optional(), faults: z.array(DrawingFault) }) },
    /** Reads a topology from the text of a file; one character more than fits is let in, so that it is told what is wrong. */
    'benches.read-topology': { input: z.object({ name: z.string().max(300), text: z.string().max(MOST_TOPOLOGY_OCTETS + 1) }), output: z.object({ setup: PlaygroundSetup.optional(), problems: z.array(Problem) }) },
    /** A topology as the text of a file; what a person wrote stays as far as it still holds, comments too. */
    'benches.write-topology': { input: z.object({ setup: PlaygroundSetup }), output: z.object({ name: z.string(), text: z.string() }) },
    /** Gives a bench another title. */
    'benches.rename': { input: AttemptRef.extend({ title: BenchTitle }), output: z.array(BenchSummary) },
    /** Removes a bench with all that was captured at it; the page has asked. One that runs ends. */
    'benches.remove': { input: AttemptRef, output: z.array(BenchSummary) },
    /** Takes a file of the page's, in parts and in order; the last part makes it a bench that shows what it holds. */
    'captures.take': {
      input: z.object({ name: z.string().min(1).max(200), octets: z.int().positive().max(MOST_CAPTURE_OCTETS), ...part }),
      output: z.object({ opened: AttemptView.optional(), refusal: z.string().optional() }),
    },
    /** What was found out at the running bench, the latest audit of each kind. */
    'audits.list': { input: AttemptRef.extend({ kind: AuditKind.optional() }), output: z.array(AuditView) },
    /** Takes an OpenAPI document of the page's, in parts and in order; the last part reads it. */
    'audits.take-contract': {
      input: AttemptRef.extend({ role: ContractRole, name: z.string().min(1).max(200), octets: z.int().positive().max(MOST_CONTRACT_OCTETS), ...part }),
      output: z.object({ read: ContractView.optional(), refusal: z.string().optional() }),
    },
    /** Says what is to be found out, and sends nothing. It takes the place of the audit of its kind that was there. */
    'audits.plan': { input: AttemptRef.extend({ plan: AuditPlan }), output: AuditView },
    /** Sends what was planned, one request after another, and returns at once. Without `mayChange`, only what changes nothing (RFC 9110 §9.2.1). */
    'audits.run': { input: AttemptRef.extend({ kind: AuditKind, mayChange: z.boolean() }), output: Nothing },
    /** Ends the audit that runs, with what there is. */
    'audits.stop': { input: AttemptRef, output: Nothing },
    'audits.export': { input: AttemptRef.extend({ kind: AuditKind, form: AuditForm }), output: z.object({ name: z.string(), text: z.string() }) },
    /** The running attempt without its exchanges: what another version of its lab changes. */
    'attempts.look': { input: AttemptRef, output: Standing },
    'attempts.go': { input: StepRef, output: Nothing },
    'attempts.verdicts': { input: AttemptRef, output: z.array(Verdict) },
    /**
     * Sends, and answers with the ids of the client's exchanges once they are saved. What happens on the wire, a refused
     * connection too, is an exchange; `failure` is there only when nothing could be sent (such as `failure.unsendable`).
     */
    'requests.send': {
      /** `to`: a participant that is asked in the place of the entry. */
      input: AttemptRef.extend({ draft: Draft, to: z.string().max(100).optional() }),
      output: z.object({ exchanges: z.array(z.string()), failure: Phrase.optional() }),
    },
    /** Requests that were given a name, the oldest first. */
    'requests.saved': { input: Nothing, output: z.array(SavedRequest) },
    /** Keeps a request, or changes the one with this id; one that was dropped comes back as it was. */
    'requests.keep': { input: SavedRequest, output: z.array(SavedRequest) },
    'requests.drop': { input: SavedRequest.pick({ id: true }), output: z.array(SavedRequest) },
    'answers.give': { input: AttemptRef.extend({ question: z.string().max(100), value: AnswerValue }), output: z.array(Verdict) },
    /** Changes the running topology: the clock, a deployment, a toggle, a participant. */
    'topologies.control': { input: AttemptRef.extend({ control: Control }), output: z.array(ScenarioEvent) },
    /** Takes the step's next hint; taking one is recorded. */
    'hints.take': { input: StepRef, output: z.array(HintTaken.extend({ text: z.string() })) },
    /** Exchanges with a number above `afterSeq`, at most `limit` of them, in order. */
    'exchanges.list': { input: AttemptRef.extend({ afterSeq: z.int().nonnegative(), limit: z.int().min(1).max(1_000).default(500) }), output: z.array(Exchange) },
    /** A window of the exact bytes of one side. */
    'exchanges.bytes': {
      input: AttemptRef.extend({ exchange: z.string().max(100), side: z.enum(['request', 'response']), range: ByteRange }),
      output: z.object({ bytes: Base64, size: z.int() }),
    },
    /** Chosen exchanges as text that an author puts into a lab: its solution, a mistake, a resource. */
    'captures.save-as': {
      input: AttemptRef.extend({ kind: z.enum(['solution', 'mistake', 'resource']), exchanges: z.array(z.string().max(100)).max(MOST_SAVED_AS) }),
      output: z.object({ name: z.string(), text: z.string(), left: z.array(Phrase) }),
    },
    /** What the inspector says of the attempt so far, in short. */
    'notes.summary': { input: AttemptRef, output: NotesSummary },
    /** Of which exchanges it says something, by rule or severity. */
    'notes.where': { input: AttemptRef.extend({ words: z.array(NoteWord).min(1).max(MOST_NOTE_WORDS) }), output: NotedExchanges },
    /** All that it says of one request, on every hop of it, and of what it has a part in. */
    'notes.of': { input: AttemptRef.extend({ exchange: z.string().max(100) }), output: z.array(Finding) },
    'rules.list': { input: Nothing, output: z.array(RuleSummary) },
    'rules.examples': { input: z.object({ rule: RuleName }), output: RuleExamples },
    /** The whole capture as a file's text, which `lab501 grade --capture` reads too: without its secrets unless one asks, with what was redacted, and what this form leaves out. */
    'captures.export': {
      input: AttemptRef.extend({ form: CaptureForm.default('lab501'), keepsSecrets: z.boolean().default(false) }),
      output: z.object({ name: z.string(), text: z.string(), redacted: z.array(Redacted), left: z.array(Phrase) }),
    },
    /** Attempts at labs in which something was done, the latest first: what a result can be made of. */
    'results.offers': { input: Nothing, output: z.array(ResultOffer) },
    /** A result of what the learner chose, and all that is in it: what is saved is what was shown. */
    'results.make': { input: ResultChoice, output: z.object({ name: z.string(), sha256: z.string(), bytes: Base64, report: ResultReport }) },
    /** Takes one result of a class: the last part has it verified, graded anew and gathered, or refused with the reason. Of the file only figures stay. */
    'class.take': { input: ResultPart, output: z.object({ refusal: z.string().optional() }) },
    /** Begins that side anew, with nothing. */
    'class.forget': { input: z.object({ side: ClassSide }), output: Nothing },
    /** The figures of the whole. */
    'class.view': { input: z.object({ side: ClassSide }), output: ClassView },
    'class.rows': { input: ClassAsked, output: ClassRows },
    'class.standing': { input: z.object({ side: ClassSide, key: z.string().max(200), lab: z.string().max(200) }), output: ClassStanding },
    /** Everything for other programs, a piece at a time from 0; without a text after the last. */
    'class.export': { input: z.object({ side: ClassSide, form: z.enum(CLASS_FORMS), piece: z.int().nonnegative() }), output: z.object({ text: z.string().optional() }) },
    /** A result once more: the last part gives its xAPI statements, one a line. What an earlier file told is not told again, until `isFirst` begins anew. */
    'class.statements': { input: ResultPart.extend({ isFirst: z.boolean() }), output: z.object({ lines: z.string().optional(), refusal: z.string().optional() }) },
    /** A result once more: the last part opens the capture of one of its attempts at a bench, and says which exchange was meant. */
    'class.show': {
      input: ResultPart.extend({ attempt: z.string().max(100), exchange: z.string().max(100).optional() }),
      output: z.object({ opened: AttemptView.optional(), exchange: z.string().optional(), refusal: z.string().optional() }),
    },
    /** Whether results are sent to somebody, and how that stands. */
    'sending.view': { input: Nothing, output: SendingView },
    /** Joins the collector of a code; the page has said which address that is. From then on what is done in labs is sent there. */
    'sending.join': { input: Joining, output: z.object({ view: SendingView, refused: Phrase.optional() }) },
    /** Sends nothing more, and forgets where to. */
    'sending.leave': { input: Nothing, output: SendingView },
    /** Tries at once, also what was refused. */
    'sending.now': { input: Nothing, output: SendingView },
    /** Sends the result that was shown last. */
    'sending.send': { input: z.object({ sha256: z.string().max(100) }), output: SendingView },
    /** The instructor's collector; it is off until it is started. */
    'collector.view': { input: Nothing, output: CollectorView },
    /** Listens at an address that was chosen by hand; with `isNewCode`, codes that were handed out hold no longer. */
    'collector.start': { input: z.object({ address: z.string().max(100), isNewCode: z.boolean() }), output: CollectorView },
    'collector.stop': { input: Nothing, output: CollectorView },
    /** Tells a record store of what is collected too, as long as the collector runs. Its address was typed; its name and password are kept in memory and told to nobody else. */
    'collector.forward': { input: z.object({ address: z.string().max(2_000), user: z.string().max(200), password: z.string().max(1_000) }), output: CollectorView },
    'collector.stop-forwarding': { input: Nothing, output: CollectorView },
    /** Opens the capture of an attempt in a result that was collected at a bench, and says which exchange was meant. */
    'collector.show': {
      input: z.object({ file: z.string().max(100), attempt: z.string().max(100), exchange: z.string().max(100).optional() }),
      output: z.object({ opened: AttemptView.optional(), exchange: z.string().optional(), refusal: z.string().optional() }),
    },
    /** The names of the results that were collected and are of the class. */
    'collector.files': { input: Nothing, output: z.object({ files: z.array(z.string()) }) },
    /** The xAPI statements of one of them, as `class.statements` tells those of a file. */
    'collector.statements': { input: z.object({ file: z.string().max(100), isFirst: z.boolean() }), output: z.object({ lines: z.string().optional(), refusal: z.string().optional() }) },
    /** Makes a backup of everything and says what is in it; it waits to be saved. `refusal`: why it cannot be saved here. */
    'backups.make': { input: z.object({ withKey: z.boolean() }), output: z.object({ made: MadeBackup.optional(), refusal: z.string().optional() }) },
    /** The next bytes of the one that was made; none after the last. */
    'backups.piece': { input: BackupRef.extend({ at: z.int().nonnegative() }), output: z.object({ bytes: Base64 }) },
    /** Offers a backup of the page's; its bytes follow in parts, in order. Or says why it is not taken in. */
    'backups.offer': { input: z.object({ name: z.string().max(300), octets: z.int().nonnegative() }), output: z.object({ backup: z.string().optional(), refusal: z.string().optional() }) },
    'backups.offer-part': { input: BackupRef.extend({ ...part }), output: Nothing },
    /** What it holds, and what would become of it here; nothing is changed. Or why it is no backup. */
    'backups.look': { input: BackupRef, output: z.object({ held: BackupHeld.optional(), will: BackupBecame.optional(), refusal: z.string().optional() }) },
    /** Adds what it holds to what is here. What runs stops for it, and goes on afterwards. */
    'backups.restore': { input: BackupRef.extend({ withKey: z.boolean() }), output: z.object({ became: BackupBecame.optional(), refusal: z.string().optional() }) },
    /** Throws away the one that waits. */
    'backups.leave': { input: BackupRef, output: Nothing },
  },
  events: {
    /** Exchanges up to this number are in the store. */
    'exchanges.saved': z.object({ attempt: z.string(), upToSeq: z.int() }),
    /** A file was handed to the app, by a double-click or its menu. */
    'packs.offered': PackOffer,
    /** Somebody chose it in the menu of the app. */
    'action.asked': z.object({ action: ActionId }),
    /** There are other labs or packs than before, or something else is wrong with them. */
    'labs.changed': z.object({}),
    /** The attempt goes on with another version of its lab. */
    'attempt.changed': z.object({ attempt: z.string() }),
    'attempt.judged': z.object({ attempt: z.string() }),
    /** An audit of the running bench has come further, or has ended. */
    'audit.progressed': z.object({ attempt: z.string(), kind: AuditKind }),
    /** Results of a class came or went. */
    'class.changed': z.object({ side: ClassSide }),
    /** So much of what is done with a backup is done, from 0 to 1. */
    'backups.progressed': z.object({ work: z.enum(BACKUP_WORKS), done: z.number() }),
    /** Sending results stands otherwise. */
    'sending.changed': z.object({}),
    /** Something came to the collector, or it was started or stopped. */
    'collector.changed': z.object({}),
    /** Something that the learner has to know while the attempt runs, such as that its simulator was started again. */
    'attempt.noticed': z.object({ attempt: z.string(), notice: Phrase }),
  },
} as const

export type CallName = keyof typeof contract.calls
export type EventName = keyof typeof contract.events
export type Input<C extends CallName> = z.infer<(typeof contract.calls)[C]['input']>
export type Asked<C extends CallName> = z.input<(typeof contract.calls)[C]['input']>
export type Output<C extends CallName> = z.infer<(typeof contract.calls)[C]['output']>
export type EventOf<E extends EventName> = z.infer<(typeof contract.events)[E]>
export type Handlers = { readonly [C in CallName]: (input: Input<C>, signal: AbortSignal) => Promise<Output<C>> }
export type Announce = <E extends EventName>(event: E, body: EventOf<E>) => void
