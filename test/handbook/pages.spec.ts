// The pages of the handbook: all there, each built as its kind is, no link that leads nowhere, and requests that show what the page says.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { starters } from '../../electron/core/attempts/starters.ts'
import { readBlock } from '../../electron/model/block.ts'
import { FIELD_FACTS } from '../../electron/model/explained/field-facts.ts'
import { FIELD_LINKS, fieldInHandbook, METHODS_IN_HANDBOOK, statusInHandbook } from '../../electron/model/explained/in-handbook.ts'
import { finalResponse } from '../../electron/model/exchange.ts'
import { HANDBOOK, HANDBOOK_PAGES, handbookLink, slugOf } from '../../electron/model/handbook.ts'
import { draftsFromHttpFile } from '../../electron/model/http-file.ts'
import { openTopology, type Topology } from '../../electron/core/topology/topology.ts'
import { readSegment } from '../../electron/core/segment/read-segment.ts'
import { readExchange } from '../../electron/core/recorder/read-exchange.ts'
import { fencesOf } from './fences.ts'

const FOLDER = join(import.meta.dirname, '../../renderer/handbook/en')
const texts = new Map(HANDBOOK_PAGES.map(page => [page, readFileSync(join(FOLDER, `${page}.md`), 'utf8')]))
const headingsOf = (text: string) => [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)
const MAIN = ['501', '405', '500'] as const
const WHOLE = [
  'What it means', 'What it guarantees, and what it does not', 'When to send it', 'Misuses', 'Fields', 'Caching', 'What others do with it', 'What a client may assume', 'Diagnose it', 'Keep it from coming back',
  'In frameworks', 'Examples', 'Questions', 'Related',
]

describe('the pages', () => {
  it('are those that the handbook names, and no others', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(HANDBOOK_PAGES.map(page => `${page}.md`).sort())
  })

  it.each(HANDBOOK_PAGES)('%s begins with its title and its answer in one sentence', page => {
    const [title = '', answer = ''] = texts.get(page)?.split('\n\n') ?? []
    expect(title).toMatch(/^# \S/)
    expect(answer).toMatch(/^[^#`|-][^\n]{7,200}\.$/)
  })

  it.each(MAIN)('%s has every part of a main page', page => {
    expect(headingsOf(texts.get(page) ?? '')).toEqual(WHOLE)
  })

  it.each(HANDBOOK.status.filter(page => !(MAIN as readonly string[]).includes(page)))('%s has every part of a short page', page => {
    const [means, not, fields, related] = headingsOf(texts.get(page) ?? '')
    expect([means, not?.startsWith('And not '), fields, related]).toEqual(['What it means', true, 'Fields, caching, retrying', 'Related'])
  })

  it('lead nowhere that is not there', () => {
    const links = [...texts].flatMap(([page, text]) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => ({ page, address })))
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(({ address }) => !handbookLink(address))).toEqual([])
    const lost = links.filter(({ address }) => {
      const { page, heading } = handbookLink(address) ?? {}
      return page && heading !== undefined && !headingsOf(texts.get(page) ?? '').map(slugOf).includes(heading)
    })
    expect(lost).toEqual([])
  })

  it('are led to from what the viewer explains, and say something of it there', () => {
    const under = (link: string) => {
      const { page, heading } = handbookLink(link) ?? {}
      return page && (texts.get(page) ?? '').split(/^## /m).find(part => heading === undefined || slugOf(part.split('\n')[0] ?? '') === heading)
    }
    const silent = Object.entries(FIELD_LINKS).filter(([field, link]) => !new RegExp(`\`${field}[\`:]`, 'i').test(under(link) ?? ''))
    expect([Object.keys(FIELD_LINKS).length > 15, silent]).toEqual([true, []])
    expect(Object.keys(FIELD_LINKS).filter(field => !FIELD_FACTS.has(field))).toEqual([])
    expect(HANDBOOK.status.map(page => statusInHandbook(Number(page))?.page)).toEqual(HANDBOOK.status)
    expect([statusInHandbook(200), fieldInHandbook('X-Nobody'), fieldInHandbook('constructor'), fieldInHandbook('ALLOW')?.page]).toEqual([undefined, undefined, undefined, '405'])
    expect(HANDBOOK_PAGES).toContain(METHODS_IN_HANDBOOK.page)
  })

  it('hold no block that does not read', () => {
    expect([...texts].flatMap(([page, text]) => fencesOf(text).map(({ info, content }) => ({ page, read: readBlock(info, content) })).filter(({ read }) => 'faults' in read))).toEqual([])
  })
})

describe('a request on a page, sent in the playground', () => {
  let topology: Topology
  const statuses = new Map<number, number | undefined>()
  beforeAll(async () => {
    const [starter] = starters([])
    if (!starter) throw new Error('there is no starter')
    topology = await openTopology({ scenario: starter.setup.scenario, port: 0, lastSeq: 0, controls: [] }, {
      onSegment: segment => { for (const record of readSegment(segment)) statuses.set(record.seq, finalResponse(readExchange(record))?.status) },
      onNotice: () => undefined, onTrouble: error => { throw error },
    })
  })
  afterAll(() => topology[Symbol.asyncDispose]())
  const answer = async (request: string) => {
    const [draft] = draftsFromHttpFile(request)
    if (!draft) throw new Error(`no request: ${request}`)
    const { seqs: [seq] } = await topology.send(draft)
    return statuses.get(seq ?? 0)
  }
  const requests = (page: string) => fencesOf(texts.get(page as (typeof HANDBOOK_PAGES)[number]) ?? '').filter(({ info }) => info === 'http').map(({ content }) => content)

  it.each(HANDBOOK.status)('of %s gets that status', async page => {
    const [request, ...more] = requests(page)
    expect(more).toEqual([])
    expect(await answer(request ?? '')).toBe(Number(page))
  })

  it.each(HANDBOOK.compare)('of %s gets the two statuses of its title', async page => {
    const got = await Promise.all(requests(page).map(answer))
    expect(got.sort()).toEqual(page.split('-or-').map(Number).sort())
  })
})
