// The file of a topology: written as a person would, read back as the same, and amended without losing what a person wrote.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { starters } from '../../../../electron/core/attempts/starters.ts'
import { readDrawing, readTopology } from '../../../../electron/core/packs/topology/read-topology.ts'
import { writeTopology } from '../../../../electron/core/packs/topology/write-topology.ts'
import { MOST_TOPOLOGY_OCTETS, type PlaygroundSetup } from '../../../../electron/model/bench.ts'
import { describeProblem } from '../../../../electron/model/problem.ts'
import type { Scenario } from '../../../../electron/model/scenario.ts'

const problemsOf = (text: string) => readTopology('a.topology.yaml', text).problems.map(describeProblem)
const read = (text: string): PlaygroundSetup => {
  const { setup, problems } = readTopology('a.topology.yaml', text)
  if (!setup) throw new Error(problems.map(describeProblem).join('\n'))
  return setup
}
const WRITTEN = `# Mine.
format: 1
title: "Mine"   # by hand
scenario:
  seed: 501 # said, although it goes without saying
  participants:
    # the door
    - role: gateway
      name: gw
      routes:
        - pool: [{ to: app, weight: 1 }] # everything
    - role: origin
      name: app
      implements: [GET,   PATCH]
      resources:
        # what it is all about
        /a:
          GET: {kind: reply, text: 'a'}
          PATCH:
            kind: reply
            status: 204   # nothing to say
`

describe('what is written', () => {
  it('is what a person would write, with the reasons above it', () => {
    const [one] = starters([])
    const { name, text } = writeTopology(one?.setup ?? read(WRITTEN))
    expect(name).toBe('one-server.topology.yaml')
    expect(text).toBe(`# A topology of Lab 501: open it in the playground, or run it with "lab501 run --topology FILE".

format: 1
title: One server
scenario:
  # From the client inwards; the first is the one that is asked.
  participants:
    - role: origin
      name: shop
      # What the server implements for any resource at all. Every other method gets 501.
      implements: [ GET, HEAD, OPTIONS, POST, PUT, DELETE ]
      # What each resource takes, and what it answers. An implemented method that does not stand here gets 405.
      resources:
        /widgets:
          GET: { kind: reply, json: [ { id: 7, name: sprocket } ] }
          POST: { kind: reply, status: 201, fields: { Location: /widgets/8 } }
        /widgets/7:
          GET: { kind: reply, json: { id: 7, name: sprocket } }
          PUT: { kind: reply, json: { id: 7, name: sprocket } }
          DELETE: { kind: reply, status: 204 }
        /broken:
          GET: { kind: fail, message: the stock cannot be read }
        /planned:
          GET: { kind: planned, detail: reports come in spring }
`)
  })

  it.each(starters([]).map(({ setup }) => [setup.title, setup] as const))('is read back as the same: %s', (_, setup) => {
    const { text } = writeTopology(setup)
    expect(read(text)).toEqual({ ...setup, source: text })
  })

  it('has a name that every system takes, whatever the title', () => {
    expect(['Ä topology / of "mine"', '…', '../../etc/passwd', 'x'.repeat(200)].map(title => writeTopology({ ...read(WRITTEN), title }).name)).toEqual(['a-topology-of-mine.topology.yaml', 'topology.topology.yaml', 'etc-passwd.topology.yaml', `${'x'.repeat(60)}.topology.yaml`])
  })
})

describe('what a person wrote', () => {
  const setup = read(WRITTEN)
  const changed = (change: (scenario: Scenario) => void): string[] => {
    const scenario = structuredClone(setup.scenario)
    change(scenario)
    const { text } = writeTopology({ ...setup, scenario })
    expect(read(text).scenario).toEqual(scenario)
    const [before, after] = [WRITTEN.split('\n'), text.split('\n')]
    return [...before.filter(line => !after.includes(line)).map(line => `- ${line.trim()}`), ...after.filter(line => !before.includes(line)).map(line => `+ ${line.trim()}`)]
  }
  const app = ({ participants }: Scenario) => participants.find(one => one.role === 'origin') ?? expect.unreachable()

  it('stands as it is where nothing changed', () => {
    expect(writeTopology(setup).text).toBe(WRITTEN)
  })

  it.each<readonly [string, (scenario: Scenario) => void, string[]]>([
    ['a value', scenario => { const handler = app(scenario).resources['/a']?.['PATCH']; if (handler?.kind === 'reply') handler.status = 205 }, ['- status: 204   # nothing to say', '+ status: 205 # nothing to say']],
    ['a value that goes without saying', scenario => { const handler = app(scenario).resources['/a']?.['PATCH']; if (handler?.kind === 'reply') handler.status = 200 }, ['- status: 204   # nothing to say']],
    ['a key that is new', scenario => { app(scenario).resources['/b'] = { GET: { kind: 'echo' } } }, ['+ /b:', '+ GET: { kind: echo }']],
    ['a participant that is new', scenario => { scenario.participants.push({ ...app(scenario), name: 'other', resources: {} }) }, ['+ - { role: origin, name: other, implements: [ GET, PATCH ], resources: {} }']],
    ['a participant that is gone', scenario => { scenario.participants.shift() }, ['- - role: gateway', '- name: gw', '- routes:', '- - pool: [{ to: app, weight: 1 }] # everything']],
  ])('loses nothing else: %s', (_, change, lines) => {
    // The library writes lists and strings its own way; what they say and the comments stay.
    const own = new Set(['- title: "Mine"   # by hand', '+ title: "Mine" # by hand', '- - pool: [{ to: app, weight: 1 }] # everything', '+ - pool: [ { to: app, weight: 1 } ] # everything', '- implements: [GET,   PATCH]', '+ implements: [ GET, PATCH ]', "- GET: {kind: reply, text: 'a'}", "+ GET: { kind: reply, text: 'a' }", '- status: 204   # nothing to say', '+ status: 204 # nothing to say'])
    expect(changed(change).filter(line => lines.includes(line) || !own.has(line))).toEqual(lines)
  })

  it('is given up where an alias stands for two things of which one changed, and nothing of the topology is lost', () => {
    const aliased = read(WRITTEN.replace('{kind: reply, text: \'a\'}', '&one {kind: reply, text: a}').replace('PATCH:\n            kind: reply\n            status: 204   # nothing to say', 'PATCH: *one'))
    const scenario = structuredClone(aliased.scenario)
    app(scenario).implements = ['GET']
    const { text } = writeTopology({ ...aliased, scenario })
    expect([read(text).scenario, text.includes('# Mine.')]).toEqual([scenario, false])
  })

  it('is read back as the topology that holds, whatever was written and whatever holds now', () => {
    const all = starters([]).map(one => one.setup)
    fc.assert(fc.property(fc.constantFrom(...all), fc.constantFrom(...all), fc.nat(11), fc.nat(11), (one, other, from, drop) => {
      const [, ...others] = other.scenario.participants
      const now = drop < 6 && others.length > 0 ? { ...other.scenario, participants: others } : other.scenario
      const sources = [writeTopology(one).text, WRITTEN]
      const source = sources[from % 2] ?? ''
      const { text } = writeTopology({ kind: 'playground', title: other.title, scenario: now, source })
      expect(read(text).scenario).toEqual(now)
    }), { numRuns: 60 })
  })
})

describe('what is wrong', () => {
  it.each([
    ['format: 2\nnewer: true', 'a.topology.yaml:1:9: "format" is 2, 1 is expected. Write format: 1. A file with a higher number needs a newer Lab 501.'],
    [WRITTEN.replace('implements', 'implement'), 'a.topology.yaml:14:7: the key "implement" is not known here, one of role, name, tls, http2, implements, resources, server, persona, limits, editable, builds is expected. Write "implements" instead.'],
    [WRITTEN.replace('to: app', 'to: ap'), 'a.topology.yaml:8:7: "ap" is not a participant further down the list. Name one that stands below this one.'],
    [WRITTEN.replace('204', '999'), 'a.topology.yaml:21:21: "status" is 999, a number of at most 599 is expected. Write a number of at most 599.'],
    ['- a\n', 'a.topology.yaml:1:1: the file is a list, a mapping (key: value) is expected. Write a mapping (key: value).'],
    ['a: [', 'a.topology.yaml:1:5: '],
    ['', 'a.topology.yaml:1:1: the file is empty, a mapping (key: value) is expected. Write a mapping (key: value).'],
    [`a: ${'x'.repeat(MOST_TOPOLOGY_OCTETS)}`, `a.topology.yaml: the file is longer than ${MOST_TOPOLOGY_OCTETS} octets. `],
    [['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((name, nth) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[nth]}`).join(', ')}]`)].join('\n'), 'a.topology.yaml:1:1: the aliases stand for more than 50 repetitions'],
    ['a: !!js/function "x"', 'a.topology.yaml:1:4: found the tag !!js/function'],
    ['__proto__: { a: 1 }', 'a.topology.yaml:1:1: "__proto__" can\'t be a key'],
    ['{"log":{"version":"1.2","entries":[]}}', 'a.topology.yaml:1:1: this is a HAR file and not a topology. Open it under Captures.'],
    ['{"format":"lab501-capture","version":1,"exchanges":[]}', 'this is a capture and not a topology. Open it under Captures.'],
    ['openapi: 3.1.0\npaths: {}', 'this is an OpenAPI document and not a topology. Open it under Contract'],
    ['id: mine\nsteps: []\nscenario: {}', 'this is a lab and not a topology. Open its pack'],
    ['title: Mine\nlabs: [one]', 'this is a pack and not a topology. Open the folder'],
    ['\x89PNG\r\n\x1a\n\0\0', 'a.topology.yaml: this is not a text. Choose a topology'],
    ['['.repeat(5_000), 'a.topology.yaml:1:41: the values are nested too deeply'],
  ])('is told with its place: %#', (text, problem) => {
    expect(problemsOf(text)[0]).toContain(problem)
  })

  it('in a drawing is told with its path, and one that is too large is not kept', () => {
    const drawing = (scenario: unknown) => readDrawing({ title: 'Mine', scenario }).faults
    expect(drawing({ participants: [{ role: 'origin', name: 'a', resources: { b: {} } }] })).toEqual([{ path: ['scenario', 'participants', 0, 'resources', 'b'], what: 'the key "b" does not fit: text that begins with "/"', mend: 'Write another key.' }])
    expect(drawing(['x'.repeat(MOST_TOPOLOGY_OCTETS)])[0]?.what).toContain(`at most ${MOST_TOPOLOGY_OCTETS} are kept`)
    expect(drawing(undefined)[0]?.what).toBe('"scenario" is missing, a mapping (key: value) is expected')
    expect(readDrawing({ title: '', scenario: read(WRITTEN).scenario }).faults).toEqual([{ path: ['title'], what: '"title" is empty text, some text is expected', mend: 'Write some text.' }])
  })
})
