// What a browser has to fetch before somebody can work at the first lab, counted on a build of the page. Sizes are no times, so they are held.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { PROJECT } from '../../electron/cli/opening/project.ts'

/** Compressed by gzip, all files together. What each figure is made of, and what was asked for, is in docs/benchmarks.md. */
const MOST_OCTETS = { script: 150_000, styles: 16_000, text: 40_000 }

let chunks: readonly Rolldown.OutputChunk[]
let files: ReadonlyMap<string, string>
let html: string

beforeAll(async () => {
  // A test is no production, and would weigh what libraries bring for developers.
  vi.stubEnv('NODE_ENV', 'production')
  const made = await build({ root: join(PROJECT, 'renderer'), configFile: join(PROJECT, 'renderer/vite.config.ts'), logLevel: 'error', build: { write: false } }) as Rolldown.RolldownOutput
  vi.unstubAllEnvs()
  chunks = made.output.filter(each => each.type === 'chunk')
  files = new Map(made.output.map(each => [each.fileName, each.type === 'chunk' ? each.code : String(each.source)]))
  html = files.get('index.html') ?? ''
}, 180_000)

const named = (source: string): Rolldown.OutputChunk => {
  const found = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source))
  if (!found) throw new Error(`the build has no ${source}`)
  return found
}
/** With everything that they import from the start. */
function withImports(starts: readonly Rolldown.OutputChunk[]): Set<Rolldown.OutputChunk> {
  const all = new Set(starts)
  for (const one of all) for (const name of one.imports) all.add(chunks.find(({ fileName }) => fileName === name) ?? one)
  return all
}
const weigh = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0)
const entries = () => [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].flatMap(([, name]) => chunks.filter(({ fileName }) => fileName === name))
/** The entry with what index.html preloads; the view of a lab is in it. */
const firstLab = () => withImports(entries())

describe('what the first lab loads', () => {
  it('is a script of a bounded weight', () => {
    const chosen = firstLab()
    expect([...chosen].flatMap(({ modules }) => Object.keys(modules)).some(id => id.includes('/renderer/views/LabView.vue'))).toBe(true)
    const octets = weigh([...chosen].map(({ fileName }) => fileName))
    expect(octets, `${octets} octets in ${chosen.size} files`).toBeLessThanOrEqual(MOST_OCTETS.script)
  })

  it('is styles of a bounded weight', () => {
    const octets = weigh(new Set([...firstLab()].flatMap(({ viteMetadata }) => [...viteMetadata?.importedCss ?? []])))
    expect(octets, `${octets} octets`).toBeLessThanOrEqual(MOST_OCTETS.styles)
  })

  it('is followed by what lays out its text, of a bounded weight', () => {
    const before = firstLab()
    const octets = weigh([...withImports([named('/renderer/composables/render-markdown.ts')])].filter(one => !before.has(one)).map(({ fileName }) => fileName))
    expect(octets, `${octets} octets`).toBeLessThanOrEqual(MOST_OCTETS.text)
  })

  it.each(['zod', '@codemirror', 'markdown-it', 'dompurify', 'yaml', 'd3-scale', 'minisearch', 'structured-headers'])('has nothing of %s', library => {
    const brought = [...firstLab()].flatMap(({ modules }) => Object.entries(modules)).filter(([id, { renderedLength }]) => id.includes(`/node_modules/${library}`) && renderedLength > 0).map(([id]) => id)
    expect(brought).toEqual([])
  })
})
