// Beside the labs: a playground, a server of one's own, a capture from a file.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const send = async (page: Page, method: string, target: string) => {
  await page.getByRole('combobox', { name: 'Method', exact: true }).fill(method)
  await page.getByRole('textbox', { name: 'Target', exact: true }).fill(target)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

test('a playground is begun, left and found again as it was', async ({ served }) => {
  await served.page.getByRole('link', { name: 'Playground' }).click()
  await expect(served.page.getByRole('tab', { name: 'Topology' })).toBeVisible()
  await send(served.page, 'PATCH', '/widgets')
  await expect(rowsOf(served.page)).toHaveCount(1)
  await expect(rowsOf(served.page).first()).toContainText('501')
  await lookAt(served.page, 'playground')
  await served.page.getByRole('link', { name: 'All labs' }).click()
  await expect(served.page.getByRole('heading', { name: 'What a status code means on the wire' })).toBeVisible()
  const page = await served.reopen()
  await page.getByRole('link', { name: 'Playground' }).click()
  await expect(rowsOf(page)).toHaveCount(1)
})

test('a server of one’s own is looked at, and one elsewhere is not', async ({ served: { page } }) => {
  const server = createServer((request, response) => response.writeHead(request.method === 'GET' ? 200 : 501).end()).listen(0, '127.0.0.1')
  // It never closes by itself, however slow the test.
  server.keepAliveTimeout = 0
  await new Promise(resolve => server.once('listening', resolve))
  await page.getByRole('link', { name: 'Your server' }).click()
  await page.getByLabel('Its address').fill('http://10.0.0.1/')
  await page.getByRole('button', { name: 'Look at this server' }).click()
  await expect(page.getByRole('alert')).toContainText('10.0.0.1 is not this machine')
  await lookAt(page, 'server-refused')
  await page.getByLabel('Its address').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await page.getByRole('button', { name: 'Look at this server' }).click()
  await expect(page.getByRole('tab', { name: 'About' })).toBeVisible()
  await send(page, 'DELETE', '/')
  await expect(rowsOf(page).first()).toContainText('501')
  await lookAt(page, 'server')
  for (const expected of ['request 2 on it', 'request 3 on it']) {
    await send(page, 'GET', '/')
    await expect(page.getByText(expected)).toBeVisible()
  }
  await page.getByRole('button', { name: /^How it goes out/ }).click()
  await page.getByRole('group', { name: 'Connection' }).getByText('One of its own', { exact: true }).click()
  await page.keyboard.press('Escape')
  await send(page, 'GET', '/')
  await expect(page.getByText('request 1 on it')).toBeVisible()
  server.closeAllConnections()
  server.close()
})

test('a capture that was saved is opened again, and what is none is told', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save capture' }).click()
  await page.getByRole('button', { name: /^Save .*\.lab501\.json$/ }).click()
  const file = await (await saving).path()
  await page.getByRole('link', { name: 'Captures' }).click()
  const choose = page.locator('input[type=file][accept*=".har"]')
  await choose.setInputFiles({ name: 'nothing.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
  await expect(page.getByRole('alert')).toContainText('nothing.json: this is not a capture')
  await lookAt(page, 'capture-refused')
  await choose.setInputFiles(file)
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(rowsOf(page).first()).toContainText('501')
  await lookAt(page, 'capture')
})
