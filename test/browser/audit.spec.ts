// Methods, contract and conformance through the page: of a playground, and of real servers.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright/test'
import { launch, type Running } from '../survey/launch.ts'
import { SERVERS } from '../survey/servers.ts'
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const running: Running[] = []
test.afterEach(async () => { for (const server of running.splice(0)) await server.stop() })

/** Opens a real server as the learner's own. */
async function openOwn(page: Page, id: string): Promise<void> {
  const server = SERVERS.find(each => each.id === id)
  if (!server) throw new Error(`the survey has no ${id}`)
  const started = await launch(server, 0)
  running.push(started)
  await page.getByRole('link', { name: 'Your server' }).click()
  await page.getByLabel('Its address').fill(`http://127.0.0.1:${started.place.port}/hello.txt`)
  await page.getByRole('button', { name: 'Look at this server' }).click()
}
const saved = async (page: Page, form: string): Promise<string> => {
  const saving = page.waitForEvent('download')
  await page.getByRole('group', { name: 'Save as' }).getByRole('button', { name: form, exact: true }).click()
  return readFileSync(await (await saving).path(), 'utf8')
}

test('a playground is audited: cells open their exchanges, keys move between them, and it is all there after a reload', async ({ served: { page } }) => {
  await page.getByRole('link', { name: 'Playground' }).click()
  await page.getByRole('tab', { name: 'Audit' }).click()
  await page.getByLabel('Another method').fill('A B')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: '“A B” is no method' })).toBeVisible()
  await page.getByLabel('Another method').fill('PROPFIND')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'PROPFIND' })).toBeChecked()
  await page.getByLabel('Targets, one on each line').fill('/widgets\n/broken')
  await page.getByRole('button', { name: 'Audit the methods' }).click()
  await expect(page.getByText('Done: 20 requests.')).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Which method is taken where' })
  await grid.getByRole('button', { name: /^FROBNICATE \/widgets: 501\./ }).click()
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toContainText('FROBNICATE /widgets')
  await page.keyboard.press('ArrowDown')
  await expect(grid.getByRole('button', { name: /^FROBNICATE \/broken: 501\./ })).toBeFocused()
  await lookAt(page, 'audit')
  expect(await saved(page, 'CSV')).toMatch(/^path,GET,[^\r]*\r\n\/widgets,200,/)
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Which method is taken where' })).toBeVisible()

  // Behind a gateway each cell says whose answer it is, at any width.
  await page.getByRole('tab', { name: 'Playgrounds' }).click()
  await page.getByRole('button', { name: /^A gateway before a server that lacks PATCH/ }).click()
  await expect(page.getByRole('radio', { name: /^gw, gateway/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Audit' }).click()
  await page.getByLabel('Targets, one on each line').fill('/widgets/7')
  await page.getByRole('button', { name: 'Audit the methods' }).click()
  await expect(page.getByText('Done: 9 requests.')).toBeVisible()
  await expect(grid.getByRole('button', { name: /^PATCH \/widgets\/7: 501\..* app answered\./ })).toHaveText(/501.*app/)
  await expect(grid.getByRole('button', { name: /^DELETE \/widgets\/7: 405\..* gw, a gateway, answered by itself\./ })).toHaveText(/405.*gw/)
  await page.setViewportSize({ width: 400, height: 800 })
  await grid.scrollIntoViewIfNeeded()
  await lookAt(page, 'audit-narrow')
})

test('Express keeps its contract or not, and is marked; what may change something is asked once', async ({ served: { page } }) => {
  await openOwn(page, 'express')
  await page.getByRole('tab', { name: 'Contract' }).click()
  const text = 'openapi: 3.1.0\ninfo: { title: Hello, version: "1" }\npaths:\n  /hello.txt:\n    get: {}\n    put: {}\n'
  await page.getByLabel('OpenAPI document').setInputFiles({ name: 'none.yaml', mimeType: 'application/yaml', buffer: Buffer.from('a: [1\n') })
  await expect(page.getByRole('alert').filter({ hasText: 'none.yaml:' })).toBeVisible()
  await page.getByLabel('OpenAPI document').setInputFiles({ name: 'api.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) })
  await expect(page.getByRole('heading', { name: 'Hello 1: 2 operations' })).toBeVisible()
  expect(await saved(page, 'Hurl')).toMatch(/PUT http:\/\/127\.0\.0\.1:\d+\/hello\.txt\n/)
  await page.getByRole('button', { name: 'Hold the server against it' }).click()
  await expect(page.getByRole('group', { name: /Some requests may change something/ })).toContainText('POST, PUT, PATCH, DELETE')
  await lookAt(page, 'audit-consent')
  await page.getByRole('button', { name: 'Send them' }).click()
  const drift = page.getByRole('listitem').filter({ hasText: 'Not implemented: PUT /hello.txt is in the contract, and the server answers 404.' })
  await drift.getByRole('button').click()
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toContainText('PUT /hello.txt')
  expect(JSON.parse(await saved(page, 'JSON'))).toMatchObject({ complete: true, contract: { title: 'Hello' } })
  await lookAt(page, 'contract')
  await page.getByRole('tab', { name: 'Conformance' }).click()
  await expect(page.getByLabel('A target that works')).toHaveValue('/hello.txt')
  await page.getByRole('button', { name: 'Mark this server' }).click()
  await expect(page.getByText(/^\d+ of 100/)).toBeVisible()
  const check = page.getByRole('listitem').filter({ hasText: 'A method that is not taken gets 405 or 501' })
  await expect(check).toContainText('Missed')
  await expect(check).toContainText('Match the path first.')
  await check.getByRole('button').click()
  await expect(page.locator('mark').first()).toBeVisible()
  await lookAt(page, 'conformance')
  expect(await saved(page, 'JUnit')).toContain('<failure message=')
})

test('Python’s http.server says 501 of what it does not have, and an audit is stopped', async ({ served: { page } }) => {
  await openOwn(page, 'python-http-server')
  await page.getByRole('tab', { name: 'Audit' }).click()
  await page.getByLabel('Targets, one on each line').fill('/hello.txt')
  await page.getByRole('button', { name: 'Audit the methods' }).click()
  await page.getByRole('button', { name: 'Only what changes nothing' }).click()
  await expect(page.getByText('Done: 5 requests.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^FROBNICATE \/hello\.txt: 501\./ })).toBeVisible()
  await page.getByLabel('Targets, one on each line').fill(Array.from({ length: 100 }, (_, nth) => `/${nth}`).join('\n'))
  await page.getByRole('button', { name: 'Audit the methods' }).click()
  await page.getByRole('button', { name: 'Only what changes nothing' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText(/^Stopped after \d+ of 500 requests/)).toBeVisible()
})
