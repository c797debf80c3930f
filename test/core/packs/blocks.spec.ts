// The named blocks of a text: what they may say, and what an author is told where one is wrong.
import { describe, expect, it } from 'vitest'
import { readBlock } from '../../../electron/model/block.ts'
import { viewOfLab } from '../../../electron/model/lab.ts'
import { loadPacks } from '../../../electron/core/packs/load-pack.ts'
import { drawnPng as png } from '../../support/drawn-png.ts'
import { LAB, PackFolder } from './pack-fixture.ts'

const fence = (info: string, ...lines: string[]) => ['```' + info, ...lines, '```'].join('\n')
const brief = (...parts: string[]) => ['About tea.', '', '## one', '', ...parts.flatMap(part => [part, ''])].join('\n')

/** @returns what is said about a lab with that text. */
function said(text: string, more: Readonly<Record<string, string | Uint8Array>> = {}, lab = LAB): string[] {
  using folder = new PackFolder().writeTea({ 'tea/brew/lab.yaml': lab })
  folder.write({ 'tea/brew/brief.md': text, ...more })
  return folder.described(loadPacks([folder.path]).problems)
}

describe('the blocks of a text', () => {
  it('may each stand once, whatever they show', () => {
    expect(said(brief(
      fence('http', 'BREW /pot'), fence('expectation', 'brewed'), fence('question', 'why'), fence('exchange', 'of: brewed', 'fields: Allow, Content-Type'),
      fence('exchange', 'which: first', 'method: BREW', 'target: /pot', 'status: 501'), fence('matrix', 'from: probes'), fence('matrix', 'methods: GET, BREW'),
      fence('ladder'), fence('ladder', 'client -> kitchen: BREW /pot', 'kitchen: knows no BREW', 'kitchen --> client: 501'),
      fence('aside RFC 9110 §15.6.2', 'The server *lacks* it.'), fence('sh', 'curl {{url}}'), fence('', 'bytes'), fence('json', '{}'),
    ))).toEqual([])
  })

  it.each([
    ['a name that is nearly one', fence('expectaton', 'brewed'), /brief\.md:5:1: nothing is called "expectaton".*Write "expectation"\.$/],
    ['a name that is none', fence('flowchart', 'a'), /nothing is called "flowchart", one of http, expectation, .* is expected\. Write one of these, or "text"/],
    ['an id that is nearly one', fence('expectation', 'brewd'), /brief\.md:6:1: no expectation of this step is called "brewd", one of brewed is expected\. Write "brewed"\.$/],
    ['a question where an expectation is meant', fence('question', 'brewed'), /6:1: no question of this step is called "brewed", one of why is expected/],
    ['the same expectation twice', fence('expectation', 'brewed', 'brewed'), /the expectation "brewed" has its place already/],
    ['no id', fence('question'), /brief\.md:5:1: the block "question" is empty/],
    ['hints that are not there', fence('hint'), /5:1: the step "one" has no hints/],
    ['an evidence of nobody', fence('exchange', 'of: brewd'), /brief\.md:6:5: no expectation is called "brewd".*Write "brewed"/],
    ['an unknown key', fence('exchange', 'metod: GET'), /6:1: the key "metod" is unknown here.*Write "method"/],
    ['a status that is none', fence('exchange', 'status: teapot'), /6:1: found "teapot" for "status"/],
    ['both an evidence and a condition', fence('exchange', 'of: brewed', 'status: 501'), /not both/],
    ['a participant that is nearly one', fence('matrix', 'participant: kitchn'), /6:14: no participant is called "kitchn".*Write "kitchen"/],
    ['a matrix from nowhere', fence('matrix', 'from: probe'), /found "probe" for "from".*Write "probes"/],
    ['a target without its slash', fence('matrix', 'targets: pot'), /Write \/pot\./],
    ['edits of one who may not be edited', fence('matrix', 'edits: kitchen'), /6:8: "kitchen" is no origin that may be edited.*editable: true/],
    ['edits of some resources', fence('matrix', 'edits: kitchen', 'targets: /pot'), /7:1: "targets" stands beside "edits"/],
    ['a ladder with a stranger', fence('ladder', 'client -> kitchen: GET /', 'kitchen -> celar: GET /'), /7:12: no participant is called "celar"/],
    ['a ladder that does not read', fence('ladder', 'client => kitchen: GET /'), /6:1: found "client => kitchen: GET \/" in a ladder/],
    ['an aside on nothing', fence('aside', 'Words.'), /an aside has no source/],
    ['words behind a name', fence('hint 2'), /found "2" behind the name of the block/],
    ['a block in a list', '- ```question\n  why\n  ```', /the block "question" stands inside of a list/],
  ])('say where they are wrong: %s', (_what, text, pattern) => {
    expect(said(brief(text))).toEqual([expect.stringMatching(pattern)])
  })

  it('edits of an origin that is editable may stand there, and show nothing else of the scenario', () => {
    const lab = LAB.replace('implements: [GET]', 'editable: true\n      implements: [GET]')
    expect(said(brief(fence('matrix', 'edits: kitchen')), {}, lab)).toEqual([])
    expect(readBlock('matrix', 'edits: kitchen')).toEqual({ block: { kind: 'matrix', from: 'edits', participant: 'kitchen', methods: [], targets: [] } })
  })

  it('belong to a step, and to the right one', () => {
    const lab = LAB.replace('learned:', '  - { id: two, title: Two, expectations: [{ id: other, says: X., expect: { status: 200 } }] }\nlearned:')
    const text = (intro: string, two: string) => `Tea.\n\n${intro}\n\n## one\n\nDo.\n\n## two\n\nDo.\n\n${two}\n`
    expect(said(text(fence('expectation', 'brewed'), ''), {}, lab)).toEqual([expect.stringContaining('stands before the first step')])
    expect(said(text('', fence('expectation', 'brewed')), {}, lab)).toEqual([expect.stringMatching(/the expectation "brewed" is one of the step "one"\. Put the block below "## one"/)])
    expect(said(text('', fence('expectation', 'other')), {}, lab)).toEqual([])
  })

  it('read the same in the loader and in the page: a fault is no block', () => {
    expect(readBlock('ladder', 'a --> b-c: 501\n')).toEqual({ block: { kind: 'ladder', lines: [{ kind: 'response', from: 'a', to: 'b-c', words: '501' }] } })
    expect(readBlock('ladder', 'edge-2 -> gw: GET /x:1\n')).toEqual({ block: { kind: 'ladder', lines: [{ kind: 'request', from: 'edge-2', to: 'gw', words: 'GET /x:1' }] } })
    expect(readBlock('nothing-known', 'x')).toHaveProperty('faults')
    expect(readBlock('JSON', '{}')).toEqual({ block: { kind: 'code' } })
  })
})

describe('a matrix', () => {
  const lab = LAB.replace('implements: [GET]', 'implements: [GET, PUT]').replace("/pot:\n", "/milk:\n          GET: { kind: fail, message: sour }\n        /pot:\n          PUT: { kind: planned, detail: Later. }\n")

  it('is made where the scenario is known, and the page gets no more than it', () => {
    using folder = new PackFolder().writeTea({ 'tea/brew/lab.yaml': lab, 'tea/brew/brief.md': brief(fence('matrix'), fence('matrix', 'methods: GET, BREW', 'targets: /pot, /nothing'), fence('matrix', 'from: probes')) })
    const { labs: [loaded], problems } = loadPacks([folder.path])
    expect(problems).toEqual([])
    const view = loaded && viewOfLab(loaded)
    expect(view?.matrices).toEqual({ one: [
      { participant: 'kitchen', methods: ['GET', 'PUT'], targets: ['/milk', '/pot'], cells: [[500, 405], [200, 501]] },
      { participant: 'kitchen', methods: ['GET', 'BREW'], targets: ['/pot', '/nothing'], cells: [[200, 501], [404, 501]] },
    ] })
    expect(JSON.stringify(view)).not.toContain('sour')
  })

  it('says nothing that a persona would contradict', () => {
    expect(said(brief(fence('matrix')), {}, LAB.replace('implements: [GET]', 'persona: nginx\n      implements: [GET]'))).toEqual([expect.stringMatching(/"kitchen" answers as .* was measured to.*from: probes/)])
  })
})

describe('a picture', () => {
  const picture = (text: string, bytes: Uint8Array = png(40, 30)) => said(brief(text), { 'tea/brew/pot.png': bytes })

  it('stands alone, has a text, and is what its name says', () => {
    expect(picture('![A pot of tea](pot.png)')).toEqual([])
    expect(picture('![](pot.png)')).toEqual([expect.stringMatching(/5:1: the picture "pot\.png" has no text\. Say/)])
    expect(picture('Look: ![A pot](pot.png)')).toEqual([expect.stringContaining('stands in the middle of a text')])
    expect(picture('- ![A pot](pot.png)')).toEqual([expect.stringContaining('stands in the middle of a text')])
    expect(picture('![A pot](pan.png)')).toEqual([expect.stringContaining('there is no picture "pan.png"')])
    expect(picture('![A pot](pot.png)', new TextEncoder().encode('<svg/>'))).toEqual([expect.stringContaining('no picture of the kind PNG')])
    expect(picture('![A pot](pot.png)', png(5_000, 5))).toEqual([expect.stringContaining('5000 × 5 pixels')])
  })
})
