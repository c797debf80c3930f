// Who may import whom. Read `never(name, reason, from, to)`; there are no exemptions, only places.
const NODE_CORE = { dependencyTypes: ['core'] }
const node = (...names) => ({ ...NODE_CORE, path: `^(node:)?(${names.join('|')})(/|$)` })
const npm = (...names) => ({ path: `^(${names.join('|')})$|node_modules/(${names.join('|')})/` })

/** Folder of electron/core → the folders beside it that it may use. */
const CORE_ORDER = {
  wire: [],
  // How long work gives way to others: whoever has any of it may use that.
  turns: [],
  // How exchanges travel from the process that captures them, and how they are kept.
  segment: [],
  recorder: ['wire', 'segment'],
  // Files to records and back, with or without their secrets.
  captures: ['turns', 'wire', 'recorder'],
  client: ['wire', 'recorder'],
  // A gateway is a client of the next participant.
  simulator: ['wire', 'recorder', 'client'],
  grader: [],
  // Like the grader it sees readings, never how they were made, so that it runs in a page too.
  inspector: [],
  // What the inspector says of a running attempt, and its rules with their examples.
  notes: ['turns', 'inspector', 'recorder', 'captures'],
  // The recording of a lab is a capture.
  packs: ['captures'],
  // Looks at a server from outside: it knows no simulator, and its documents are read like an author's.
  audit: ['client', 'recorder', 'segment', 'inspector', 'packs'],
  store: ['turns', 'segment'],
  // Keeps its files as private as the store does.
  certificate: ['store'],
  // What runs in a process of its own: it never sees the store.
  topology: ['segment', 'recorder', 'client', 'simulator'],
  // A proof plays a lab as a learner would, without a page and without a store.
  proving: ['topology', 'client', 'certificate', 'segment', 'recorder', 'captures', 'grader', 'simulator'],
  // Which packs there are, and when they changed; and the field survey, whose answers are read as exchanges are.
  library: ['packs', 'recorder'],
  // What a learner hands in, and what comes of many of them. Its archive and its key are those of packs.
  results: ['turns', 'captures', 'recorder', 'grader', 'packs', 'store'],
  // Everything on one's machine as one file: the store, the packs that were added, the key of results.
  backup: ['turns', 'packs', 'library', 'results', 'store'],
  // Results on their way to an instructor's machine: both ends, and on from there to a record store.
  collector: ['turns', 'results', 'certificate', 'captures', 'packs', 'store'],
  // What an instructor prints is made of packs alone.
  kit: ['packs'],
  // A server of the learner's own is looked at in an attempt too.
  attempts: ['turns', 'topology', 'certificate', 'segment', 'recorder', 'captures', 'grader', 'inspector', 'notes', 'audit', 'packs', 'store'],
  // Whether a learner can sit down at this machine: what is kept, what answers, who is reached.
  seat: ['topology', 'recorder', 'segment', 'packs', 'store', 'collector'],
  // A report of a problem tells of everything that runs.
  report: ['captures', 'attempts', 'library'],
}

const only = (name, comment, from, allowed) => ({
  name, comment, severity: 'error', from: { path: from },
  to: { path: '^(electron|renderer|labs|test)/', pathNot: allowed },
})
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    never('no-cycles', 'A cycle means two files are one file.', {}, { circular: true }),
    never('no-loose-ends', 'An import that leads nowhere fails at run time.', {}, { couldNotResolve: true }),

    only('model-knows-nothing', 'The words import only themselves.', '^electron/model/', '^electron/model/'),
    only('contract-knows-model', 'The bridge speaks the words.', '^electron/contract/', '^electron/(model|contract)/'),
    only('core-knows-no-entry', 'The core runs in plain Node: no entry, no view.', '^electron/core/', '^electron/(model|core|contract)/'),
    only('page-files-know-nothing', 'What both hosts of the page share knows neither.', '^electron/page/', '^electron/(page|model)/'),
    only('renderer-sees-the-contract', 'The view reaches the core over the bridge only.', '^renderer/', '^(renderer|electron/(model|contract))/'),
    only('preload-is-alone', 'It is built to one file, so it brings nothing but the name of its channel.', '^electron/preload[.]ts$', '^electron/desktop/channel[.]ts$'),
    never('contract-enters-core-at-one-door', 'One file binds calls to functions, one serves the port.',
      { path: '^electron/core/', pathNot: '^electron/core/(core|handlers)[.]ts$' }, { path: '^electron/contract/' }),

    never('entries-are-strangers', 'desktop, served and cli meet in the core.',
      { path: '^electron/(desktop|served|cli)/' },
      { path: '^electron/(desktop|served|cli)/', pathNot: ['^electron/$1/', '^electron/served/serve[.]ts$'] }),
    never('only-cli-starts-served', '`lab501 serve` is the one crossing.', { path: '^electron/(desktop/|main[.]ts)' }, { path: '^electron/(served|cli)/' }),
    never('no-electron-outside-desktop', 'Electron stays at the edge.',
      { path: '^(electron|renderer|test)/', pathNot: '^electron/(main|preload)[.]ts$|^(electron|test)/desktop/' }, npm('electron')),
    never('tests-only-name-electron', 'Importing it starts a download; its types do not.', { path: '^test/' }, { ...npm('electron'), dependencyTypesNot: ['type-only'] }),

    never('pure-layers-touch-no-node', 'Bytes and values in, values out; or it runs in a browser.',
      { path: '^(electron/(model|contract)|electron/core/(wire|grader|inspector)|renderer)/', pathNot: '^renderer/vite[.]config[.]ts$' }, NODE_CORE),
    never('sockets-live-in-few-places', 'Only these open connections.',
      { path: '^electron/', pathNot: '^electron/(core/(client|simulator|collector)|served)/' }, node('net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns')),
    never('senders-live-in-two-places', 'undici sends for the learner, ws carries the bridge; nobody else talks.',
      { path: '^(electron|renderer)/', pathNot: '^electron/(core/client|served)/' }, npm('undici', 'ws')),
    // The process of a topology keeps what it has captured where its death does not take it.
    never('files-live-in-few-places', 'Only these read or write the disk.',
      { path: '^electron/', pathNot: '^electron/(core/(packs|library|store|certificate|topology|collector|seat|backup)|desktop|served|cli|page)/|^electron/(main|headless[.]vite[.]config)[.]ts$' }, node('fs')),
    never('one-database', 'What is saved goes through the store.', { path: '^electron/', pathNot: '^electron/core/store/' }, node('sqlite')),
    never('core-starts-no-program', 'A pack is data: nothing in the core runs code that it did not bring.',
      { path: '^electron/(core|served|page)/' }, node('child_process', 'vm', 'worker_threads', 'cluster', 'repl')),

    never('stores-do-not-know-components', 'Data below, view above.',
      { path: '^renderer/(bridge|stores|composables)/' }, { path: '^renderer/(components|views)/' }),
    never('components-do-not-know-views', 'A view composes; a component is composed.', { path: '^renderer/components/' }, { path: '^renderer/views/' }),
    never('only-stores-talk-to-the-core', 'Components ask stores, stores ask the core.',
      { path: '^renderer/(components|views|composables)/' }, { path: '^renderer/bridge/' }),

    never('labs-are-data', 'Packs are read through the loader, never imported.', {}, { path: '^labs/' }),
    never('no-code-in-labs', 'Packs are data.', { path: '^labs/' }, {}),
    never('nothing-imports-tests', 'Tests are leaves.', { pathNot: '^test/' }, { path: '^test/' }),
    never('what-ships-is-declared', 'The shipped program brings its dependencies, not the tools that built it.',
      { path: '^(electron|renderer)/', pathNot: 'vite[.]config[.]ts$' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/electron/' }),

    ...Object.entries(CORE_ORDER).map(([folder, may]) => never(
      `core-order-${folder}`, `${folder} may use: ${may.join(', ') || 'nobody'}`,
      { path: `^electron/core/${folder}/` },
      { path: '^electron/core/', pathNot: [folder, ...may].map(name => `^electron/core/${name}/`) })),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/output/' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.vue', '.json', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
