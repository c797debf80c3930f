// A report that is shown as a page of its own, with the few styles that it needs: to be kept, sent and printed without the app.
import { escaped } from '../drawing/svg-text.ts'

const STYLES = `body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; } th { text-align: left; } th, td { padding: 0.25rem 0.5rem 0.25rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
section { padding-block: 0.75rem; border-top: 1px solid #999; break-inside: avoid-page; } p { margin: 0.25rem 0; } .quiet { color: #555; font-size: 0.9rem; }
.bytes { font-family: ui-monospace, monospace; font-size: 0.85rem; } pre { white-space: pre-wrap; } svg { fill: none; stroke: currentColor; stroke-width: 2; }`

/** @returns the HTML of what is shown in `report`. */
export function pageOf(report: Element, title: string, language: string): string {
  const copy = report.cloneNode(true) as Element
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const { name } of [...element.attributes]) if (name.startsWith('data-') || name === 'tabindex') element.removeAttribute(name)
  }
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLES}</style>`
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head><body>${new XMLSerializer().serializeToString(copy)}</body></html>\n`
}
