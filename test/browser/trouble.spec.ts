// What goes wrong is said in the page: what, what is safe, and the mend.
import { createServer } from 'node:net'
import { once } from 'node:events'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, settled, test } from './served.ts'

test('a page without the token is told what it needs', async ({ served: { app, page } }) => {
  const stranger = await page.context().browser()?.newContext()
  const tab = await stranger?.newPage()
  await tab?.goto(app.url.replace(/#.*/, ''))
  if (!tab) throw new Error('no second browser window')
  await expect(tab.getByRole('heading', { name: 'This page needs the link that Lab 501 printed' })).toBeVisible()
  await takePicture(tab, 'trouble-no-token')
  // It takes the token of a link that is opened in it, and loads itself anew.
  const loaded = tab.waitForEvent('load')
  await tab.goto(app.url.replace(/#.*/, '#token=wrong'))
  await loaded
  await expect(tab.getByRole('heading', { name: 'This page needs the link that Lab 501 printed' })).toBeVisible()
  await stranger?.close()
})

test('the printed link opens the app in a tab that was refused, at the place where it was', async ({ served: { app, page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  // As it is when the app was started again at the same port: the tab has the token of before.
  await page.evaluate(() => { sessionStorage.setItem('lab501.token', 'of-before') })
  await page.goto(`${app.url.replace(/#.*/, '')}#/lab/501-or-405`)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This page needs the link that Lab 501 printed' })).toBeVisible()
  await page.goto(app.url)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  expect(new URL(page.url()).hash).toBe('#/lab/501-or-405')
})

test('the token leaves the address bar', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  expect(page.url()).not.toContain('token')
})

test('a lab that is not there is said so, with those that are', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await page.evaluate(() => { location.hash = '#/lab/nope' })
  await expect(page.getByText(/there is no lab "nope"; there are: reproduce-501, 501-or-405, 501-or-500/)).toBeVisible()
  await expect(page).toHaveTitle('This did not open · Lab 501')
  await takePicture(page, 'trouble-unknown-lab')
})

test('when the app dies the page says what is safe; when it is back, nothing that was saved is lost', async ({ served }) => {
  await served.page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(served.page)).toHaveCount(1)
  await settled(served.page)
  await served.app.stop('SIGKILL')
  await expect(served.page.getByText('The connection to Lab 501 is lost.')).toBeVisible()
  await expect(served.page.getByText(/Everything up to .* is saved\./).first()).toBeVisible()
  await takePicture(served.page, 'trouble-connection-lost')
  const page = await served.reopen('SIGKILL')
  await page.getByRole('link', { name: /^Continue: Reproduce 501/ }).click()
  await expect(rowsOf(page)).toHaveCount(1)
})

test('what undici does not send goes as literal bytes', async ({ served: { page } }) => {
  await page.getByRole('combobox', { name: 'Method' }).fill('CONNECT')
  await page.getByRole('textbox', { name: 'Target' }).fill('localhost:80')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('button', { name: 'Send it raw instead' }).click()
  await expect(page.getByLabel('Literal bytes of the request')).toHaveValue(/^CONNECT localhost:80 HTTP\/1\.1\nHost: 127\.0\.0\.1:\d+\n/)
  if (await rowsOf(page).count() === 0) await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page).last()).toContainText('501')
  await expect(rowsOf(page).last()).toContainText('raw')
})

test('a taken port is a line that stays, and the lab runs on another', async ({ served }) => {
  await expect(served.page.getByText('It is real: a socket on your own machine')).toBeVisible()
  await settled(served.page)
  await served.app.stop()
  // Somebody else may already hold it on this machine, which is just as good.
  const blocker = createServer().on('error', () => undefined).listen(4501, '127.0.0.1')
  await Promise.race([once(blocker, 'listening'), once(blocker, 'error')]).catch(() => undefined)
  const page = await served.reopen()
  await page.getByRole('link', { name: /Reproduce 501/ }).first().click().catch(() => undefined)
  await expect(page.getByText(/^Port 4501 is taken, so the lab runs on port \d+\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page).last()).toContainText('501')
  blocker.close()
})
