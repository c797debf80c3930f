// Binds each call of the contract to one function of the core. No logic.
import type { Handlers, Output } from '../contract/contract.ts'
import { CallFailed } from '../contract/failure.ts'
import { aside } from '../model/asides-en.ts'
import { fromBase64, toBase64 } from '../model/bytes.ts'
import type { ClassSide } from '../model/class-view.ts'
import { refusalIn } from '../model/refusals-en.ts'
import type { SeatFinding } from '../model/seat-finding.ts'
import type { ShellWords } from '../model/shell-words.ts'
import { BadBackupCall, type BackupDesk } from './backup/backup-desk.ts'
import { BadPart, Incoming, type Part } from './attempts/incoming.ts'
import { NoAudit, type Audits } from './attempts/audits.ts'
import type { RunningAttempt } from './attempts/running-attempt.ts'
import type { FieldSurvey } from './library/field-survey.ts'
import { ruleSummaries } from './inspector/inspect.ts'
import type { Library } from './library/library.ts'
import { BadOffer, type Shelf } from './library/shelf.ts'
import { savedAs } from './attempts/saved-as.ts'
import { NoRoom } from './attempts/saved-requests.ts'
import type { Workbench } from './attempts/workbench.ts'
import { NotOwnServer } from './audit/own-server.ts'
import { readCapture } from './captures/read-capture.ts'
import { readDrawing, readTopology } from './packs/topology/read-topology.ts'
import { writeTopology } from './packs/topology/write-topology.ts'
import type { CollectorDesk } from './collector/collector-desk.ts'
import { NoAddress } from './collector/listen-address.ts'
import { NoRecordStore } from './collector/record-store.ts'
import type { Sender } from './collector/sender.ts'
import { examplesOf } from './notes/rule-pages.ts'
import type { Reporter } from './report/reporter.ts'
import { segmentsOf } from './segment/segments-of.ts'
import { StoreUnavailable } from './store/unavailable.ts'
import { SimulatorDied } from './topology/remote-topology.ts'
import { NoKey } from './results/installation-key.ts'
import { NoResult } from './results/make-result.ts'
import type { ClassDesk } from './results/class-desk.ts'
import { BOUNDS } from './results/result-file.ts'
import type { ResultsDesk } from './results/results-desk.ts'
import { UnknownParticipant } from './simulator/unknown-participant.ts'
import { PortTaken } from './simulator/listening.ts'

/** @returns the handlers of the contract's calls. @param about what the entry says of itself @param speak has the entry say its own in other words */
export function handlersFor(workbench: Workbench, library: Library, shelf: Shelf, survey: FieldSurvey, reporter: Reporter, results: ResultsDesk, classes: Readonly<Record<ClassSide, ClassDesk>>, sender: Sender, collector: CollectorDesk, backups: BackupDesk, checkSeat: () => Promise<SeatFinding[]>, about: Output<'app.describe'>, speak?: (words: ShellWords) => void): Handlers {
  const running = (attempt: string): RunningAttempt => {
    const found = workbench.running(attempt)
    if (!found) throw new CallFailed('not-found', aside('attempt-not-open'))
    return found
  }
  const open = async (lab: string, anew: boolean, language: string | undefined) => {
    const opened = await workbench.open(lab, anew, language)
    if (opened) return opened.view()
    const known = workbench.labs().map(({ id }) => id).join(', ')
    throw new CallFailed('not-found', aside('no-lab', { lab, known: known || 'none' }))
  }
  const bench = (found: RunningAttempt | undefined): RunningAttempt => {
    if (!found) throw new CallFailed('not-found', aside('bench-gone'))
    return found
  }
  const audits = (attempt: string): Audits => {
    const found = workbench.audits(attempt)
    if (!found) throw new CallFailed('not-found', aside('bench-not-open'))
    return found
  }
  const incoming = new Incoming()
  const handedIn = new Incoming()
  /** An empty file comes as it is; a longer one than any result is not waited for. */
  const resultOf = (part: Part) => (part.octets === 0 ? new Uint8Array() : part.octets > BOUNDS.file ? 'too long' : handedIn.take(part)?.bytes)
  const atBench = async (shown: Awaited<ReturnType<ClassDesk['show']>>) => {
    if ('refusal' in shown) return shown
    const opened = (await workbench.beginBench({ kind: 'capture', title: shown.title }, segmentsOf(shown.records))).view()
    return { opened, ...(shown.exchange !== undefined && { exchange: shown.exchange }) }
  }
  return inWords({
    'app.describe': async () => about,
    'app.speak': async ({ words }) => {
      speak?.(words)
      return {}
    },
    'report.make': ({ attempt, keepsCapture, page }) => reporter.make(page, attempt === undefined ? undefined : workbench.running(attempt), keepsCapture),
    'seat.check': checkSeat,
    'packs.list': async ({ language }) => library.packs(language),
    'packs.offers': async () => shelf.offers(),
    'packs.offer': async ({ name, octets }) => shelf.begin(name, octets),
    'packs.offer-part': async ({ offer, at, bytes }) => {
      shelf.take(offer, at, fromBase64(bytes))
      return {}
    },
    'packs.inspect': async ({ offer }) => shelf.inspect(offer),
    'packs.add': async ({ offer, digest, despite }) => shelf.add(offer, digest, despite),
    'packs.leave': async ({ offer }) => {
      shelf.leave(offer)
      return {}
    },
    'packs.remove': async ({ pack }) => shelf.remove(pack),
    'packs.unwatch': async () => {
      library.unwatch()
      return {}
    },
    'labs.list': async ({ language }) => workbench.labs(language),
    'labs.picture': async ({ lab, name }) => {
      const picture = library.picture(lab, name)
      if (!picture) throw new CallFailed('not-found', aside('no-picture', { name, lab }))
      return { type: picture.type, bytes: toBase64(picture.bytes) }
    },
    'survey.view': async () => survey.view() ?? { requests: [], servers: [] },
    'survey.answer': async ({ server, request }) => {
      const answer = survey.answer(server, request)
      if (!answer) throw new CallFailed('not-found', aside('no-survey-answer', { server, request }))
      return answer
    },
    'attempts.open': ({ lab, language }) => open(lab, false, language),
    'attempts.restart': ({ lab, language }) => open(lab, true, language),
    'benches.list': async () => workbench.benches(),
    'benches.starters': async ({ language }) => workbench.starters(language),
    'benches.begin': async ({ setup }) => (await workbench.beginBench(setup)).view(),
    'benches.open': async ({ attempt }) => bench(await workbench.openBench(attempt)).view(),
    'benches.change': async ({ attempt, drawing }) => {
      const { setup, faults } = readDrawing(drawing)
      return setup ? { standing: bench(await workbench.changeBench(attempt, setup)).standing(), faults } : { faults }
    },
    'benches.read-topology': async ({ name, text }) => readTopology(name, text),
    'benches.write-topology': async ({ setup }) => writeTopology(setup),
    'benches.rename': async ({ attempt, title }) => {
      if (!await workbench.renameBench(attempt, title)) bench(undefined)
      return workbench.benches()
    },
    'benches.remove': async ({ attempt }) => {
      await workbench.removeBench(attempt)
      return workbench.benches()
    },
    'captures.take': async part => {
      const whole = incoming.take(part)
      if (!whole) return {}
      const read = readCapture(whole.bytes, whole.name)
      if ('refusal' in read) return read
      return { opened: (await workbench.beginBench({ kind: 'capture', title: whole.name, told: read.told }, segmentsOf(read.records))).view() }
    },
    'audits.list': async ({ attempt, kind }) => audits(attempt).list(kind),
    'audits.take-contract': async ({ attempt, role, ...part }) => audits(attempt).take(role, part),
    'audits.plan': async ({ attempt, plan }) => audits(attempt).plan(plan),
    'audits.run': async ({ attempt, kind, mayChange }) => {
      audits(attempt).run(kind, mayChange)
      return {}
    },
    'audits.stop': async ({ attempt }) => {
      await audits(attempt).stop()
      return {}
    },
    'audits.export': async ({ attempt, kind, form }) => audits(attempt).export(kind, form),
    'attempts.look': async ({ attempt }) => running(attempt).standing(),
    'attempts.go': async ({ attempt, step }) => {
      running(attempt).go(step)
      return {}
    },
    'attempts.verdicts': async ({ attempt }) => running(attempt).verdicts(),
    'requests.send': ({ attempt, draft, to }) => running(attempt).send(draft, undefined, to),
    'requests.saved': async () => workbench.saved.all(),
    'requests.keep': async request => workbench.saved.keep(request),
    'requests.drop': async ({ id }) => workbench.saved.drop(id),
    'answers.give': async ({ attempt, question, value }) => running(attempt).answer(question, value),
    'topologies.control': ({ attempt, control }) => running(attempt).control(control),
    'hints.take': async ({ attempt, step }) => running(attempt).takeHint(step),
    'exchanges.list': async ({ attempt, afterSeq, limit }) => running(attempt).exchanges(afterSeq, limit),
    'exchanges.bytes': async ({ attempt, exchange, side, range }) => {
      const bytes = running(attempt).bytes(exchange, side)
      if (!bytes) throw new CallFailed('not-found', aside('no-exchange', { exchange }))
      return { bytes: toBase64(bytes.subarray(range.start, Math.min(range.end, range.start + 1_048_576))), size: bytes.length }
    },
    'captures.save-as': async ({ attempt, kind, exchanges }) => savedAs(running(attempt), kind, exchanges),
    'notes.summary': ({ attempt }) => running(attempt).notes.summary(),
    'notes.where': ({ attempt, words }) => running(attempt).notes.where(words),
    'notes.of': ({ attempt, exchange }) => running(attempt).notes.of(exchange),
    'rules.list': async () => ruleSummaries(),
    'rules.examples': async ({ rule }) => examplesOf(rule),
    'results.offers': () => results.offers(),
    'results.make': async choice => {
      const { name, sha256, bytes, report } = await results.show(choice)
      return { name, sha256, bytes: toBase64(bytes), report }
    },
    'class.take': async ({ side, ...part }) => {
      const bytes = resultOf(part)
      const refusal = bytes === 'too long' ? classes[side].refuseTooLong(part.name) : bytes && await classes[side].take(part.name, bytes)
      return refusal === undefined ? {} : { refusal }
    },
    'class.forget': async ({ side }) => {
      classes[side].forget()
      if (side === 'now') collector.forget()
      return {}
    },
    'class.view': ({ side }) => classes[side].view(),
    'class.rows': async ({ side, ...asked }) => classes[side].rows(asked),
    'class.standing': async ({ side, key, lab }) => {
      const standing = classes[side].standing(key, lab)
      if (!standing) throw new CallFailed('not-found', aside('learner-gone'))
      return standing
    },
    'class.export': async ({ side, form, piece }) => {
      const text = classes[side].piece(form, piece)
      return text === undefined ? {} : { text }
    },
    'class.statements': async ({ side, isFirst, ...part }) => {
      const bytes = resultOf(part)
      return bytes instanceof Uint8Array ? classes[side].statements(bytes, isFirst) : {}
    },
    'class.show': async ({ side, attempt, exchange, ...part }) => {
      const bytes = resultOf(part)
      if (!(bytes instanceof Uint8Array)) return {}
      return await atBench(await classes[side].show(bytes, attempt, exchange))
    },
    'sending.view': async () => sender.view(),
    'sending.join': async joining => {
      const refused = await sender.join(joining)
      return { view: sender.view(), ...(refused && { refused }) }
    },
    'sending.leave': async () => {
      await sender.leave()
      return sender.view()
    },
    'sending.now': async () => {
      sender.now()
      return sender.view()
    },
    'sending.send': async ({ sha256 }) => {
      sender.send(results.shown(sha256))
      return sender.view()
    },
    'collector.view': async () => collector.view(),
    'collector.start': ({ address, isNewCode }) => collector.start(address, isNewCode),
    'collector.stop': () => collector.stop(),
    'collector.forward': ({ address, user, password }) => collector.forward(address, user, password),
    'collector.stop-forwarding': () => collector.stopForwarding(),
    'collector.show': async ({ file, attempt, exchange }) => {
      const bytes = await collector.read(file)
      return bytes ? await atBench(await classes.now.show(bytes, attempt, exchange)) : { refusal: refusalIn('not-here') }
    },
    'collector.files': async () => ({ files: collector.files() }),
    'collector.statements': async ({ file, isFirst }) => {
      const bytes = await collector.read(file)
      return bytes ? await classes.now.statements(bytes, isFirst) : { refusal: refusalIn('not-here') }
    },
    'backups.make': async ({ withKey }) => {
      const made = await backups.make(withKey)
      return 'refusal' in made ? made : { made }
    },
    'backups.piece': async ({ backup, at }) => ({ bytes: toBase64(backups.piece(backup, at)) }),
    'backups.offer': async ({ name, octets }) => backups.offer(name, octets),
    'backups.offer-part': async ({ backup, at, bytes }) => {
      backups.take(backup, at, fromBase64(bytes))
      return {}
    },
    'backups.look': async ({ backup }) => backups.look(backup),
    'backups.restore': async ({ backup, withKey }) => backups.restore(backup, withKey),
    'backups.leave': async ({ backup }) => {
      await backups.leave(backup)
      return {}
    },
    'captures.export': ({ attempt, form, keepsSecrets }) => running(attempt).exportCapture(form, keepsSecrets),
  })
}

/** What can go wrong without anybody's mistake crosses the bridge in its own words. */
function inWords(handlers: Handlers): Handlers {
  const worded = Object.entries(handlers).map(([name, handle]) => [name, async (input: never, signal: AbortSignal) => {
    try {
      return await handle(input, signal)
    } catch (error) {
      if (error instanceof UnknownParticipant || error instanceof BadOffer || error instanceof BadPart || error instanceof NotOwnServer || error instanceof NoAudit || error instanceof NoRoom || error instanceof NoResult || error instanceof NoAddress || error instanceof NoRecordStore || error instanceof BadBackupCall) throw new CallFailed('bad-input', error.message)
      if (error instanceof PortTaken || error instanceof SimulatorDied || error instanceof StoreUnavailable || error instanceof NoKey) throw new CallFailed('unavailable', error.message)
      throw error
    }
  }])
  // The same names with the same inputs and outputs.
  return Object.fromEntries(worded) as Handlers
}
