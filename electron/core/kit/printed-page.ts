// A page to be printed: whole in itself, without scripts, and nothing in it leads a browser anywhere by itself.
import { createHash } from 'node:crypto'
import MarkdownIt from 'markdown-it'

const STYLES = `
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.25rem; font-size: 1.75rem; line-height: 1.2; text-wrap: balance; } h2 { margin: 2rem 0 0.5rem; padding-top: 0.75rem; border-top: 2px solid #1a1a1a; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; } h4 { margin: 0.75rem 0 0.25rem; font-size: 1rem; } h2, h3, h4 { break-after: avoid; }
p, ul, ol { margin: 0.5rem 0; } li { margin: 0.2rem 0; } .quiet { color: #555; font-size: 0.9rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; } pre { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border: 1px solid #bbb; border-radius: 4px; white-space: pre-wrap; break-inside: avoid; }
table { width: 100%; margin: 0.5rem 0; border-collapse: collapse; } th { text-align: left; } th, td { padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #bbb; vertical-align: top; } tr { break-inside: avoid; }
table.grid th, table.grid td { padding: 0.3rem 0.5rem; border: 1px solid #888; } th.number, td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
aside { margin: 0.75rem 0; padding-left: 0.75rem; border-left: 3px solid #888; } img { max-width: 100%; } section { break-inside: auto; } .asked { break-inside: avoid; }
ul.one { list-style-type: '○  '; } ul.several, ul.looks { list-style-type: '☐  '; } ul.order { list-style-type: '___  '; }
.line { height: 1.9rem; border-bottom: 1px solid #888; } .blank { display: inline-block; min-width: 9rem; border-bottom: 1px solid #888; } .head { display: flex; gap: 2rem; margin: 1rem 0; }
.head span { flex: 1; padding-bottom: 0.1rem; border-bottom: 1px solid #888; } .secret { padding: 0.5rem 0.75rem; border: 2px solid #1a1a1a; font-weight: 600; }
@page { margin: 18mm 16mm; } @media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } .lab { break-before: page; } }
`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLES).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`

export const { escapeHtml } = new MarkdownIt().utils

/** @param body HTML in which all that somebody else wrote is escaped @returns the page */
export function printedPage({ title, language, body }: { readonly title: string; readonly language: string; readonly body: string }): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}"><title>${escapeHtml(title)}</title><style>${STYLES}</style>`
  return `<!doctype html>\n<html lang="${escapeHtml(language)}">\n<head>${head}</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`
}
