// @vitest-environment happy-dom
// What a sanitizer does in a stand-in for a browser is not the last word: test/browser asks the real one.
import { describe, expect, it } from 'vitest'
import { renderMarkdown } from '../../../renderer/composables/render-markdown.ts'
import { fillBlanks } from '../../../renderer/stores/fill-blanks.ts'

const fill = <T>(value: T): T => fillBlanks(value, { url: 'http://127.0.0.1:4501', port: 4501 })
const html = (text: string) => renderMarkdown(text, fill).map(part => {
  if (part.kind === 'request') return `[${part.text}]`
  if (part.kind !== 'prose') return part.kind
  const box = document.createElement('div')
  box.append(part.fragment)
  return box.innerHTML.trim()
})

describe('the Markdown of a pack', () => {
  it('is cut where a request stands, which becomes a card', () => {
    const parts = renderMarkdown('Send `it` to {{url}}.\n\n```http\nPUT {{url}}/widgets\nX-A: {{port}}\n```\n\n- then\n- rest', fill)
    expect(parts.map(part => part.kind)).toEqual(['prose', 'request', 'prose'])
    expect(parts[1]).toEqual({ kind: 'request', text: 'PUT /widgets\nX-A: 4501', draft: { kind: 'structured', method: 'PUT', target: '/widgets', fields: [{ name: 'X-A', value: '4501' }], content: '' } })
    expect(html('Send `it` to {{url}}.')[0]).toContain('Send <code>it</code> to http://127.0.0.1:4501.')
  })

  it('shows a block that is no request as the code it is', () => {
    expect(html('```http\nnot a request at all, sorry\n```')).toEqual([expect.stringContaining('>not a request')])
  })

  it('opens https links outside, and no others at all', () => {
    expect(html('[a](https://example.org)')[0]).toContain('<a href="https://example.org" target="_blank" rel="noopener noreferrer">a</a>')
    for (const address of ['http://example.org', 'javascript:alert(1)', 'data:text/html,x', '//example.org', 'file:///etc/passwd', '#/home']) expect(html(`[a](${address})`)[0]).not.toContain('href')
  })

  it('leads into the handbook where there is such a page', () => {
    expect(html('[a](handbook:405)')[0]).toContain('<a href="#/handbook/405">a</a>')
    expect(html('[a](handbook:405#allow)')[0]).toContain('<a href="#/handbook/405/allow">a</a>')
    for (const address of ['handbook:', 'handbook:999', 'handbook:405/../x', 'handbook:toString']) expect(html(`[a](${address})`)[0]).not.toContain('href')
  })

  it.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<a href="https://x" onclick="x()">a</a>', '![a](https://example.org/a.png)', '<style>*{}</style>', '<iframe src="https://x"></iframe>'])('makes no element of %s', text => {
    const box = document.createElement('div')
    for (const part of renderMarkdown(text, fill)) if (part.kind === 'prose') box.append(part.fragment)
    expect(box.querySelector('script, img, style, iframe, [onclick], [onerror]')).toBeNull()
  })
})
