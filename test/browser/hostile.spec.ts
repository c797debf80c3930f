// A pack by somebody who means harm, in the real page: nothing of it runs, nothing is fetched, nothing leads where it should not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type BrowserContext, type Page } from 'playwright/test'
import { serveApp } from '../support/served-app.ts'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'

const ATTACKS = [
  '<script>window.harmed = "script"</script>',
  '<img src="https://mallory.example/a.png" onerror="window.harmed = \'onerror\'">',
  '<svg onload="window.harmed = \'svg\'"><a href="javascript:window.harmed=1">svg</a></svg>',
  '<iframe src="https://mallory.example/frame" srcdoc="<script>parent.harmed = 1</script>"></iframe>',
  '<form action="https://mallory.example/form"><button>Answer</button></form>',
  '<style>@import url(https://mallory.example/a.css); main { display: none }</style>',
  '<meta http-equiv="refresh" content="0; url=https://mallory.example/refresh">',
  '<base href="https://mallory.example/">',
  '![remote picture](https://mallory.example/b.png)',
  '![data picture](data:image/svg+xml,%3Csvg%20onload%3Dalert(1)%3E)',
  '[script link](javascript:window.harmed=2)',
  '[sly link](JaVaScRiPt&colon;window.harmed=3)',
  '[tab link](java&Tab;script:window.harmed=4)',
  '[data link](data:text/html,<script>opener.harmed=5</script>)',
  '[file link](file:///etc/passwd)',
  '[plain link](http://mallory.example/plain)',
  '[page link](#/home)',
  '<https://mallory.example/auto"onmouseover="window.harmed=6>',
  '[ref]\n\n[ref]: https://mallory.example/ref "x\\" onmouseover=\\"window.harmed=7"',
  '`<img src=x onerror=window.harmed=8>` and {{url}}" onclick="window.harmed=9',
  '```html\n<script>window.harmed = 10</script>\n```',
  '```"><img src=x onerror=window.harmed=11>\ncode\n```',
  '```http\nGET /<img/src=x/onerror=window.harmed=12>\nX-A: <script>window.harmed=13</script>\n```',
]
const HOSTILE = '<img src=https://mallory.example/c.png onerror=window.harmed=14> `<script>window.harmed=15</script>` [l](javascript:window.harmed=16)'

/** Stands for the attacks where they come to the page on another way than through the loader. */
const PLACE = 'MALLORY-WRITES-HERE'

function hostilePacks(markdown: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-hostile-'))
  const lab = join(folder, 'mallory', 'harm')
  mkdirSync(lab, { recursive: true })
  const pack = { format: 1, id: 'mallory', version: '1.0.0', title: HOSTILE, summary: HOSTILE, authors: [HOSTILE], licence: 'MIT', language: 'en', labs: ['harm'] }
  const json = { shown: HOSTILE }
  const labFile = {
    id: 'harm', title: HOSTILE, summary: HOSTILE, minutes: 1, learned: HOSTILE,
    scenario: { participants: [{ role: 'origin', name: 'mallory', implements: ['GET', 'HEAD'], resources: { '/harm': { GET: { kind: 'reply', fields: { 'X-Harm': HOSTILE }, json } } } }] },
    steps: [{
      id: 'first', title: HOSTILE, request: 'GET /harm\n', hints: [HOSTILE],
      prediction: { id: 'guess', ask: HOSTILE, about: { target: '/harm' }, options: [{ id: 'a', label: HOSTILE, status: 200 }, { id: 'b', label: 'Other', status: 404 }] },
      expectations: [{ id: 'met', says: HOSTILE, expect: { target: '/harm', status: 200 }, because: HOSTILE, section: 'RFC 9110 §9.1' }],
      questions: [{ id: 'why', kind: 'choice', ask: HOSTILE, options: [{ id: 'x', label: HOSTILE, right: true, feedback: HOSTILE }, { id: 'y', label: 'No', feedback: HOSTILE }] }],
    }],
  }
  const proof = {
    solution: { requests: 'GET /harm\n', answers: { guess: 'a', why: 'x' } },
    mistakes: ['/one', '/two', '/three'].map((target, nth) => ({ id: `m${nth}`, says: 'Misses.', requests: `GET ${target}\n`, fails: { of: 'met' } })),
  }
  // JSON is YAML.
  for (const [path, value] of [['../pack.yaml', pack], ['lab.yaml', labFile], ['proof.yaml', proof]] as const) writeFileSync(join(lab, path), JSON.stringify(value))
  writeFileSync(join(lab, 'brief.md'), `${markdown}\n\n## first\n\n${markdown}\n`)
  return folder
}

/** Whatever the browser does that it must not, in words. */
function watch(context: BrowserContext, page: Page, own: string): string[] {
  const harm: string[] = []
  context.on('request', request => { if (!request.url().startsWith(own) && !request.url().startsWith('data:,')) harm.push(`fetched ${request.url()}`) })
  context.on('page', other => { if (other !== page) harm.push(`opened ${other.url()}`) })
  page.on('websocket', socket => { if (new URL(socket.url()).host !== new URL(own).host) harm.push(`connected to ${socket.url()}`) })
  page.on('dialog', dialog => { harm.push(`said ${dialog.message()}`); void dialog.dismiss() })
  page.on('pageerror', error => harm.push(`threw ${error.message}`))
  // The policy of the page would stop it, and say so here; it must not come to that.
  page.on('console', message => { if (message.type() === 'error') harm.push(`complained ${message.text()}`) })
  return harm
}

test('a pack with hostile Markdown is left out, and what is said of it is only text', async ({ context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-browser-'))
  const packs = hostilePacks(ATTACKS.join('\n\n'))
  const app = await serveApp(folder, '--packs', packs)
  const page = await context.newPage()
  const harm = watch(context, page, new URL(app.url).origin)
  await page.goto(app.url)
  await expect(page.getByText(/lab files have problems and were left out/)).toContainText('<script>window.harmed')
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await expect(page.getByText('Reproduce 501').first()).toBeVisible()
  // Its title is told with what is wrong with it, as text.
  await expect(page.getByText('window.harmed=14').first()).toContainText('<img src=')
  expect([await page.evaluate(() => 'harmed' in window), harm]).toEqual([false, []])
  await app.stop()
  for (const gone of [folder, packs]) rmSync(gone, { recursive: true, force: true })
})

test('hostile Markdown that got past the loader runs nothing and fetches nothing', async ({ context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'lab501-browser-'))
  const packs = hostilePacks(PLACE)
  const written = JSON.stringify(ATTACKS.join('\n\n')).slice(1, -1)
  // The loader refuses such a pack, so it is written into what the core says: the page has to stand by itself.
  await context.routeWebSocket(/.*/, lane => {
    const core = lane.connectToServer()
    core.onMessage(frame => lane.send(typeof frame === 'string' ? frame.replaceAll(PLACE, () => written) : frame))
  })
  const app = await serveApp(folder, '--packs', packs)
  const page = await context.newPage()
  const harm = watch(context, page, new URL(app.url).origin)
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await expect(page.getByText('window.harmed=14').first()).toBeVisible()
  await page.evaluate(() => { location.hash = '#/lab/harm' })
  await expect(page.getByText('GET /<img/src=x/onerror=window.harmed=12>').first()).toBeVisible()
  const step = page.getByRole('region', { name: 'Step' })
  await step.getByRole('group', { name: 'What will happen?' }).getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toContainText('200')
  const question = step.getByRole('group').last()
  await question.getByRole('radio').first().check()
  await step.locator('form').getByRole('button', { name: 'Answer' }).last().click()
  await step.getByRole('button', { name: /Take a hint/ }).click()
  for (const look of ['Raw', 'Hex', 'Why', 'Pretty']) await page.getByRole('tab', { name: look }).click()
  await expect(step.getByRole('heading', { name: 'Done' })).toBeVisible()

  const shown = await page.evaluate(() => ({
    harmed: 'harmed' in window,
    elements: document.querySelectorAll('main :is(script, img, iframe, style, meta, base, object, embed), main form[action]').length,
    handlers: [...document.querySelectorAll('main *')].flatMap(({ attributes }) => [...attributes].map(({ name }) => name).filter(name => name.startsWith('on'))),
    links: [...new Set([...document.querySelectorAll<HTMLAnchorElement>('main a[href]:not(.done a)')].map(({ href, rel, target }) => `${new URL(href).protocol} ${rel} ${target}`))],
  }))
  expect(shown).toEqual({ harmed: false, elements: 0, handlers: [], links: ['https: noopener noreferrer _blank'] })
  // What looks like a link and is none does nothing when it is pressed.
  for (const name of ['script link', 'sly link', 'tab link', 'data link', 'file link', 'plain link', 'page link']) await step.getByText(name).first().click()
  expect(await page.evaluate(() => [location.hash, 'harmed' in window])).toEqual(['#/lab/harm', false])
  await takePicture(page, 'hostile')
  expect(harm).toEqual([])
  await app.stop()
  for (const gone of [folder, packs]) rmSync(gone, { recursive: true, force: true })
})
