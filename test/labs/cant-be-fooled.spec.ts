// Each hole that the page names is one, each mend closes it, and an honest learner passes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { judge } from '../../electron/core/grader/judge.ts'
import { exchangesOf, play } from '../../electron/core/proving/play.ts'
import { LabFile, type Lab } from '../../electron/model/lab.ts'

const page = readFileSync(new URL('../../docs/authoring/cant-be-fooled.md', import.meta.url), 'utf8')
const blocksOf = (text: string) => Object.fromEntries([...text.matchAll(/^```\w+ (.+)\n([^]*?)^```$/gm)].map(([, name = '', block = '']) => [name, block]))
const [head = '', ...sections] = page.split(/^### /m)
const scenario: unknown = parse(blocksOf(head)['scenario'] ?? '')
const holes = sections.map(section => ({ title: section.split('\n')[0] ?? '', ...blocksOf(section) })) as { title: string; open: string; 'fooled by': string; closed: string; 'met by': string }[]

function labWith(expectation: string): Lab {
  const file = LabFile.parse({
    id: 'holes', title: 'Holes', summary: 's', minutes: 5, learned: 'l', scenario,
    steps: [{ id: 'one', title: 'One', expectations: [{ id: 'it', says: 'It.', ...parse(expectation) as object }] }],
  })
  return { ...file, pack: { id: 'p', version: '1.0.0', title: 'P' }, intro: '', narrative: {} }
}

async function isMet(expectation: string, requests: string): Promise<boolean> {
  const lab = labWith(expectation)
  const played = await play(lab, requests)
  return judge(lab, exchangesOf(played), [], played.events).every(({ outcome }) => outcome === 'met')
}

describe.each(holes)('$title', hole => {
  it('fools what is open, not what is closed; an honest solution meets both', async () => {
    expect({
      fooled: await isMet(hole.open, hole['fooled by']), stillFooled: await isMet(hole.closed, hole['fooled by']),
      honest: await isMet(hole.closed, hole['met by']), honestBefore: await isMet(hole.open, hole['met by']),
    }).toEqual({ fooled: true, stillFooled: false, honest: true, honestBefore: true })
  })
})

it('there are as many holes as the heading says', () => {
  expect([holes.length, page.includes('## Seven holes')]).toEqual([7, true])
})
