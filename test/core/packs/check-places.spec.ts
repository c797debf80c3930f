import { expect, it } from 'vitest'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { BRIEF, LAB, PACK, PackFolder } from './pack-fixture.ts'

const TWO_HOPS = LAB.replace('  participants:\n', `  participants:
    - role: cache
      name: edge
      to: kitchen
`)

function problemsOf(expectation: string, lab = TWO_HOPS, brief = BRIEF): string[] {
  using folder = new PackFolder()
  folder.write({ 'tea/pack.yaml': PACK, 'tea/brew/lab.yaml': lab.replace('        expect: { status: 501 }\n', `${expectation.trim().split('\n').map(line => `        ${line}`).join('\n')}\n`), 'tea/brew/brief.md': brief })
  return folder.described(loadPacks([folder.path]).problems).map(problem => problem.replace('tea/brew/lab.yaml:', ''))
}

it.each([
  ['a participant', 'at: kitchen\nexpect: {}'],
  ['a hop', 'at: edge-kitchen\nside: server\nexpect: { hops: { client-edge: present, kitchen: { status: 304 } } }'],
  ['an answerer', 'expect: { answeredBy: { not: [kitchen], role: cache } }'],
  ['an event', 'after: { event: { kind: purge, participant: edge } }\nexpect: {}'],
  ['fields that are called like keys', 'expect: { fields: { at: present, hops: present }, requestFields: { event: absent } }'],
  ['a schema', 'expect: { content: { schema: { type: object, properties: { at: { enum: [1] }, event: true }, required: [at] } } }'],
  ['blanks', 'expect: { method: "{{seed.method}}", target: "{{seed.path2}}" }\nbecause: See {{url}} and {{port}}.'],
])('%s of the scenario will do', (_, expectation) => {
  expect(problemsOf(expectation)).toEqual([])
})

it.each([
  ['at: kichen\nexpect: {}', '23:13: "kichen" is no participant or hop, one of edge, kitchen, client-edge, edge-kitchen, client-kitchen is expected. Write "kitchen".'],
  ['expect: { hops: { edge-kichen: absent } }', '23:27: "edge-kichen" is no participant or hop, one of edge, kitchen, client-edge, edge-kitchen, client-kitchen is expected. Write "edge-kitchen".'],
  ['expect: { answeredBy: [edge, kitchn] }', '23:38: "kitchn" is no participant, one of edge, kitchen is expected. Write "kitchen".'],
  ['expect: {}\nbefore: { event: { kind: toggle, toggle: open } }', '24:50: "open" is no toggle, and this scenario has none. Take it away, or declare it in the scenario.'],
  ['after: { event: { kind: purge }, status: 200 }\nexpect: {}', '23:16: a moment is an event or an exchange, not both. Keep "event" alone, or take it away.'],
  ['kind: never\nnever: { status: 200 }', '24:16: never needs "after" or "before": nothing sent would meet it. Say after which moment, or before which, or use the kind exchange with atMost: 0.'],
  ['kind: intervals\nselect: {}\nintervals: {}', '25:20: nothing is asked of the intervals. Write atLeastMs, atMostMs, factor or retryAfter.'],
  ['expect: { content: { schema: { patern: "(a+)+$" } } }', /^23:40: the keyword "patern" is not judged, .* is expected\. Take it away: references and patterns could take for ever\.$/],
  ['expect: { content: { schema: { requird: [a] } } }', /Write "required"\.$/],
  ['expect: { content: { schema: { properties: { a: { $ref: "#" } } } } }', /the keyword "\$ref" is not judged/],
  ['expect: { status: 200 }\nbecause: "Ask {{ulr}}."', '24:18: nothing fills the blank {{ulr}}, one of {{url}}, {{port}}, {{seed.method}}, {{seed.path}}, {{seed.word}}, {{seed.number}} is expected. Write {{url}}.'],
  ['expect: { status: 200 }\nbecause: "{{seed.methd}}"', /Write \{\{seed\.method\}\}\.$/],
])('%s is not', (expectation, problem) => {
  const problems = problemsOf(expectation)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(problem)
})

it('a blank in the learner\'s text has a line and a column', () => {
  expect(problemsOf('expect: {}', LAB, `${BRIEF}\nGo to {{prot}}.\n`)).toEqual([
    'tea/brew/brief.md:7:7: nothing fills the blank {{prot}}, one of {{url}}, {{port}}, {{seed.method}}, {{seed.path}}, {{seed.word}}, {{seed.number}} is expected. Write {{port}}.',
  ])
})

it('more expectations than anybody would work through are one problem, told at once', () => {
  const many = Array.from({ length: 4_000 }, (_, nth) => `      - { id: e${nth}, says: x, expect: {} }`).join('\n')
  const problems = problemsOf('expect: { status: 501 }', LAB.replace('    questions:', `${many}\n    questions:`))
  expect(problems).toEqual(['18:7: "expectations" is a list, a list of at most 50 is expected. Write a list of at most 50.'])
})
