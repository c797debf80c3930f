// The page of components, which only the development server has: each is there, in light and dark, and axe finds nothing; no build has the page.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { createServer } from 'vite'
import { lookAt } from './picture.ts'

const ROOT = join(import.meta.dirname, '..', '..')

test('every small component stands there in its states', async ({ page }) => {
  test.setTimeout(300_000)
  const server = await createServer({ configFile: join(ROOT, 'renderer', 'vite.config.ts'), server: { port: 0, proxy: { '^/bridge$': { target: 'ws://127.0.0.1:9' } } }, cacheDir: join(ROOT, 'test', 'output', 'vite'), logLevel: 'silent' })
  try {
    await server.listen()
    const [url = ''] = server.resolvedUrls?.local ?? []
    await page.setViewportSize({ width: 1280, height: 3_200 })
    await page.goto(`${url}#/components`)
    await expect(page.getByRole('heading', { name: 'LabHints' })).toBeVisible({ timeout: 60_000 })
    const named = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    const common = readdirSync(join(ROOT, 'renderer', 'components', 'common')).map(file => file.replace('.vue', ''))
    // Those stand in another's place: a copying button among buttons, a text with suggestions among inputs, a splitter between regions.
    expect(common.filter(name => !named.some(heading => heading.startsWith(name)) && !['CopyButton', 'SuggestInput', 'RegionSplitter'].includes(name))).toEqual([])
    await lookAt(page, 'components')
  } finally {
    await server.close()
  }
})

test('no build has the page of components', () => {
  const built = join(ROOT, 'out', 'renderer', 'assets')
  const files = readdirSync(built)
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter(file => /\.js$/.test(file) && readFileSync(join(built, file), 'utf8').includes('in the face that is for reading')))
    .toEqual([])
})
