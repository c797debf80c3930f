// Builds the parts in order and stops them in reverse. Knows no entry: the desktop, the browser host, the command line and tests open it alike.
import { join } from 'node:path'
import { serve } from '../contract/serve.ts'
import type { Announce } from '../contract/contract.ts'
import type { Port } from '../contract/port.ts'
import type { ActionId } from '../model/action.ts'
import type { ClassSide } from '../model/class-view.ts'
import { describeProblem, type Problem } from '../model/problem.ts'
import { phrase, type Phrase } from '../model/phrase.ts'
import type { ShellWords } from '../model/shell-words.ts'
import { handlersFor } from './handlers.ts'
import { CollectorDesk } from './collector/collector-desk.ts'
import { Outbox } from './collector/outbox.ts'
import { Sender } from './collector/sender.ts'
import type { VerifierThread } from './collector/verify.ts'
import { BackupDesk } from './backup/backup-desk.ts'
import { Workbench } from './attempts/workbench.ts'
import { keepingTail } from './report/log-tail.ts'
import { Reporter } from './report/reporter.ts'
import { ClassDesk } from './results/class-desk.ts'
import { ResultsDesk } from './results/results-desk.ts'
import { FieldSurvey } from './library/field-survey.ts'
import { Library, type PackFolder } from './library/library.ts'
import { Shelf } from './library/shelf.ts'
import { lockFolder } from './store/folder-lock.ts'
import { openStore, type Store } from './store/store.ts'
import type { Launch } from './topology/messages.ts'
import { TopologyProcess } from './topology/topology-process.ts'

export interface CoreOptions {
  readonly dataFolder: string
  /** What comes with Lab 501. */
  readonly packFolders: readonly string[]
  /** Folders of packs that somebody named. */
  readonly moreFolders?: readonly string[]
  readonly entry: 'desktop' | 'served' | 'tests'
  readonly version: string
  readonly log: (line: string) => void
  /** What was logged last, before this start and beside the core too; absent tells of what the core logged. */
  readonly logged?: () => readonly string[]
  /** The simulator's port when one was asked for; taken is then an error. */
  readonly simulatorPort?: number
  /** Hears in which words the page wants to be answered outside of it. */
  readonly onSpoken?: (words: ShellWords) => void
  /** Starts the process in which topologies run; absent runs them in this one. */
  readonly launch?: Launch
  /** Starts the thread in which a collector verifies results; absent verifies in this one. */
  readonly startVerifier?: () => VerifierThread
}

export interface Core extends AsyncDisposable {
  /** Answers one port until it closes; several may be served at once. */
  serve(port: Port): void
  /** Shows the pack in `folder` while it is written. @returns why it is no pack; undefined when it is shown, whatever is wrong with it */
  watch(folder: string): Problem | undefined
  /** Lets the page show a `.labpack` file and ask whether to add it. */
  offer(file: string): void
  /** Lets the page do what somebody chose outside of it. */
  ask(action: ActionId): void
}

/** @returns the running core. @throws StoreUnavailable when attempts cannot be kept in the data folder */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { log, lines } = keepingTail(options.log)
  const lock = lockFolder(options.dataFolder)
  const store = openUnlocking(options.dataFolder, lock)
  const library = new Library({
    folders: foldersOf(options),
    onChanged: () => void workbench.take(library.labs()).then(() => announce('labs.changed', {})),
  })
  const shelf = new Shelf(join(options.dataFolder, 'packs'), library)
  const problems = library.problems()
  for (const problem of problems) log(describeProblem(problem))
  const notices: Phrase[] = [...store.notices]
  const [firstProblem] = problems
  if (firstProblem) notices.push(phrase('notice.pack-problems', { count: problems.length, first: describeProblem(firstProblem) }))

  const told = new Set<Announce>()
  const announce: Announce = (event, body) => { for (const tell of told) tell(event, body) }
  const topologies = options.launch && new TopologyProcess(options.launch, options.dataFolder, log)
  const workbench = new Workbench({
    labs: library.labs(), store, log, ...(topologies && { openTopology: topologies.open }), ...(options.simulatorPort !== undefined && { port: options.simulatorPort }),
    // Fetched with the first lab that speaks TLS: what makes a certificate is 350 kB of sources.
    certificate: async () => (await import('./certificate/installation-certificate.ts')).installationCertificate(options.dataFolder),
    onSaved: (attempt, upToSeq) => announce('exchanges.saved', { attempt, upToSeq }),
    onAudited: (attempt, kind) => announce('audit.progressed', { attempt, kind }),
    onJudged: attempt => announce('attempt.judged', { attempt }),
    onWorked: attempt => sender.worked(attempt),
    onChanged: attempt => announce('attempt.changed', { attempt }),
    onNoticed: (attempt, notice) => announce('attempt.noticed', { attempt, notice }),
  })
  const about = { version: options.version, entry: options.entry, dataFolder: options.dataFolder, notices }
  const reporter = new Reporter({ about, library, dataFolder: options.dataFolder, logged: options.logged ?? lines })
  const results = new ResultsDesk({ store, labs: () => library.labs(), dataFolder: options.dataFolder, version: options.version, settle: () => workbench.settle() })
  const classOf = (side: ClassSide) => new ClassDesk({ labs: () => library.labs(), onChanged: () => announce('class.changed', { side }) })
  const classes = { now: classOf('now'), before: classOf('before') }
  const sender = new Sender({
    outbox: new Outbox(options.dataFolder), store, make: choice => results.make(choice), key: () => results.key().privateKey,
    onChanged: () => announce('sending.changed', {}), log,
  })
  const collector = new CollectorDesk({ dataFolder: options.dataFolder, labs: () => library.labs(), startVerifier: options.startVerifier, take: (file, bytes) => classes.now.take(file, bytes), onChanged: () => announce('collector.changed', {}), log })
  // Fetched when somebody asks: it has a simulator of its own.
  const checkSeat = async () => await (await import('./seat/check-seat.ts')).checkSeat({ store, dataFolder: options.dataFolder, packs: library, packFolders: foldersOf(options).map(({ path }) => path), code: () => sender.view().joined?.code })
  const backups = new BackupDesk({
    store, library, dataFolder: options.dataFolder, still: work => workbench.still(work).finally(() => announce('labs.changed', {})),
    onProgress: (work, done) => announce('backups.progressed', { work, done }),
  })
  const handlers = handlersFor(workbench, library, shelf, new FieldSurvey(options.packFolders), reporter, results, classes, sender, collector, backups, checkSeat, about, options.onSpoken)
  return {
    serve(port) {
      const tell = serve(handlers, port, (error, during) => log(`${during}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
      told.add(tell)
      port.onClose(() => told.delete(tell))
    },
    watch: folder => library.watch(folder),
    offer: file => announce('packs.offered', shelf.offerFile(file)),
    ask: action => announce('action.asked', { action }),
    async [Symbol.asyncDispose]() {
      await backups[Symbol.asyncDispose]()
      await collector[Symbol.asyncDispose]()
      await sender[Symbol.asyncDispose]()
      for (const desk of Object.values(classes)) desk[Symbol.dispose]()
      library[Symbol.dispose]()
      shelf[Symbol.dispose]()
      await workbench[Symbol.asyncDispose]()
      await topologies?.[Symbol.asyncDispose]()
      store[Symbol.dispose]()
      lock[Symbol.dispose]()
    },
  }
}

/** Packs that were added lie in the data folder. */
function foldersOf({ packFolders, moreFolders = [], dataFolder }: CoreOptions): PackFolder[] {
  return [
    ...packFolders.map(path => ({ path, source: 'built-in' as const })), ...moreFolders.map(path => ({ path, source: 'folder' as const })),
    { path: join(dataFolder, 'packs'), source: 'installed' },
  ]
}

function openUnlocking(folder: string, lock: Disposable): Store {
  try {
    return openStore(folder)
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}
