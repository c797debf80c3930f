// @vitest-environment happy-dom
// Which exchange a text means, and what a matrix of probes holds.
import { describe, expect, it } from 'vitest'
import type { ExchangeBlock } from '../../../electron/model/block.ts'
import type { Exchange } from '../../../electron/model/exchange.ts'
import { exchangeFor } from '../../../renderer/components/blocks/exchange-for.ts'
import { probesOf } from '../../../renderer/components/blocks/probe-cells.ts'
import { renderMarkdown } from '../../../renderer/composables/render-markdown.ts'
import { verdict } from '../../support/scripted-core.ts'
import { capture } from '../../support/transcript.ts'

const rows = capture(`
  > GET /pot HTTP/1.1
  < HTTP/1.1 200 OK
  < Content-Length: 0
  <

  > BREW /pot?now HTTP/1.1
  < HTTP/1.1 501 Not Implemented
  < Content-Length: 0
  <

  > GET /pot HTTP/1.1
  < HTTP/1.1 404 Not Found
  < Content-Length: 0
  <
`)
const byId = new Map(rows.map(row => [row.id, row]))
const block = (rest: Partial<ExchangeBlock>): ExchangeBlock => ({ kind: 'exchange', which: 'last', fields: [], ...rest })
const at = (nth: number) => rows[nth] as Exchange

describe('an exchange in a text', () => {
  it('is the first or last that fits', () => {
    const found = (rest: Partial<ExchangeBlock>) => exchangeFor(block(rest), rows, byId, undefined)
    expect([found({}), found({ which: 'first' }), found({ method: 'GET', status: 200 }), found({ target: '/pan' })]).toEqual([at(2), at(0), at(0), undefined])
  })

  it('is the evidence of an expectation, once that is met', () => {
    const evidence = [{ exchange: at(1).id, side: 'response' as const, range: { start: 0, end: 1 } }]
    const found = (outcome: 'met' | 'missed') => exchangeFor(block({ of: 'brewed' }), rows, byId, verdict('brewed', { outcome, evidence }))
    expect([found('met'), found('missed'), exchangeFor(block({ of: 'brewed' }), rows, byId, undefined)]).toEqual([at(1), undefined, undefined])
  })
})

describe('a matrix of probes', () => {
  it('has the latest answer to each method at each target, whatever the query', () => {
    const probes = probesOf({ kind: 'matrix', from: 'probes', methods: [], targets: [] }, rows, new Map(), ['kitchen'])
    expect(probes).toEqual({ methods: ['GET', 'BREW'], targets: ['/pot'], cells: [[at(2), at(1)]] })
  })

  it('is as wide as its author says, and empty where nothing was sent', () => {
    const probes = probesOf({ kind: 'matrix', from: 'probes', methods: ['PUT', 'GET'], targets: ['/pan', '/pot'] }, rows, new Map(), ['kitchen'])
    expect(probes.cells).toEqual([[undefined, undefined], [undefined, at(2)]])
    expect(probesOf({ kind: 'matrix', from: 'probes', methods: [], targets: [] }, [], new Map(), []).cells).toEqual([])
  })
})

describe('the Markdown of blocks', () => {
  const kinds = (text: string) => renderMarkdown(text, value => value).map(({ kind }) => kind)
  const fence = (info: string, content: string) => `\`\`\`${info}\n${content}\n\`\`\``

  it('is cut at each block and at each picture that stands alone', () => {
    expect(kinds(['One.', fence('expectation', 'a'), fence('hint', ''), '![A pot](pot.png)', 'Two.', fence('aside RFC 9110 §9.1', 'Words.'), fence('json', '{}')].join('\n\n'))).toEqual(['prose', 'expectation', 'hint', 'picture', 'prose', 'aside', 'prose'])
  })

  it('counts only the matrices that the core has made', () => {
    const parts = renderMarkdown([fence('matrix', ''), fence('matrix', 'from: probes'), fence('matrix', 'methods: GET')].join('\n\n'), value => value)
    expect(parts.map(part => part.kind === 'matrix' && [part.from, part.nth])).toEqual([['scenario', 0], ['probes', 1], ['scenario', 1]])
  })

  it('makes nothing of a picture from elsewhere, of a block in a quotation and of one that does not read', () => {
    expect(kinds('![x](https://example.org/a.png)')).toEqual(['prose'])
    expect(kinds('![x](../a.png)')).toEqual(['prose'])
    expect(kinds('> ```question\n> a\n> ```')).toEqual(['prose'])
    expect(kinds(fence('ladder', 'nonsense'))).toEqual(['prose'])
    const [aside] = renderMarkdown(fence('aside x', '<img src=x onerror=alert(1)> [a](javascript:b)'), value => value)
    const box = document.createElement('div')
    if (aside?.kind === 'aside') box.append(aside.fragment)
    expect([box.querySelector('img, a[href]'), box.textContent?.includes('<img')]).toEqual([null, true])
  })
})
