// How the site looks: the colours and faces of the app.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const tokens = readFileSync(join(import.meta.dirname, '../../renderer/styles/tokens.css'), 'utf8')

export const SITE_STYLE = `${tokens}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { display: grid; grid-template-columns: 16rem minmax(0, 1fr); margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 var(--face-read); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); font: var(--size-ui)/1.4 var(--face-ui); }
nav h2 { margin: 1rem 0 0.25rem; color: var(--ink-soft); font-size: var(--size-small); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 0.25rem 0.5rem; border-radius: 4px; color: inherit; text-decoration: none; }
nav a:hover { background: var(--well); }
nav a[aria-current] { background: var(--accent-wash); color: var(--accent); font-weight: 600; }
main { max-width: 56rem; padding: 1.5rem 2rem 6rem; background: var(--sheet); overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
main h2 { margin-top: 2.5rem; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: var(--face-bytes); font-size: 0.8125em; }
pre { padding: 0.75rem 1rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--well); line-height: 1.5; }
pre code { font-size: var(--size-bytes); }
table { display: block; width: 100%; overflow: auto; border-collapse: collapse; font: var(--size-ui)/1.45 var(--face-ui); }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
img { max-width: 100%; border: 1px solid var(--line); border-radius: 6px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; padding: 0.5rem; background: var(--raised); }
@media (max-width: 48rem) { body { display: block; } nav { position: static; height: auto; max-height: 11rem; border-right: 0; border-bottom: 1px solid var(--line); } main { padding-inline: 1rem; } }
@media print { nav, .skip { display: none; } }
`
