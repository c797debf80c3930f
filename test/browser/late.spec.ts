// Answers that come late, each of them where a person goes on meanwhile: what they did last stays.
import type { Page } from 'playwright/test'
import { heldAnswers, type Held } from './held-answers.ts'
import { rowsOf, sendFromComposer } from './learner.ts'
import { expect, test } from './served.ts'

test.describe.configure({ mode: 'parallel' })

const target = (page: Page) => page.getByRole('textbox', { name: 'Target', exact: true })
const home = async (page: Page) => {
  await page.getByRole('link', { name: 'All labs' }).click()
  await expect(page.getByRole('heading', { name: 'What a status code means on the wire' })).toBeVisible()
}
/** What was let go has come, and what it sets off is done. */
async function come(page: Page, { letGo }: Held): Promise<void> {
  await letGo()
  await laidOut(page)
}
const laidOut = (page: Page) => page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))

test('who leaves the playground before it is there is where they went, and stays there', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  await home(page)
  const listed = hold('benches.list')
  await page.getByRole('link', { name: 'Playground', exact: true }).click()
  await expect(page.getByText('Opening')).toBeVisible()
  await home(page)
  await page.getByRole('main').getByRole('link').first().click()
  await expect(target(page)).toBeVisible()
  await come(page, listed)
  await expect(target(page)).toBeVisible()
  await sendFromComposer(page, 'BREW', '/orders')
})

test('coming back to a lab, who is at work already keeps focus, words and step', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  const step = await page.getByRole('heading', { level: 1 }).innerText()
  await home(page)
  const openLab = hold('attempts.open')
  await page.goBack()
  await page.getByRole('button', { name: /^Next: / }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(step)
  const next = await page.getByRole('heading', { level: 1 }).innerText()
  await target(page).fill('/typed')
  await come(page, openLab)
  await expect(target(page)).toBeFocused()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(next)
  await expect(target(page)).toHaveValue('/typed')
})

test('coming home once more, who is elsewhere already is not called to the way on', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  await home(page)
  await page.goBack()
  await expect(target(page)).toBeVisible()
  const openHome = hold('labs.list')
  await home(page)
  const handIn = page.getByRole('button', { name: 'Hand in', exact: false }).first()
  await handIn.focus()
  await come(page, openHome)
  await expect(handIn).toBeFocused()
})

/** The second request was answered, and the page has not heard of it. */
async function secondOut(page: Page) {
  const hold = await heldAnswers(page)
  await sendFromComposer(page, 'GET', '/first')
  const answered = hold('requests.send')
  await target(page).fill('/second')
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(2)
  return { hold, answered }
}

test('who looks at another exchange while an answer comes goes on looking at it', async ({ served: { page } }) => {
  const { answered } = await secondOut(page)
  await rowsOf(page).filter({ hasText: '/first' }).click()
  await come(page, answered)
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toContainText('/first')
})

test('whose next request is out while the answer before it is laid out sees the answer to the last', async ({ served: { page } }) => {
  const { hold, answered } = await secondOut(page)
  const listed = hold('exchanges.list')
  await answered.letGo()
  await listed.asked()
  await target(page).fill('/third')
  await page.keyboard.press('Enter')
  await listed.letGo()
  await expect(rowsOf(page)).toHaveCount(3)
  await expect(rowsOf(page).and(page.locator('[aria-selected=true]'))).toContainText('/third')
})

test('who writes a request in a new playground before its list of playgrounds has come keeps what they wrote', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  const listed = hold('benches.list')
  await page.getByRole('link', { name: 'Playground', exact: true }).click()
  await listed.asked()
  const listedAgain = hold('benches.list')
  await listed.letGo()
  await expect(target(page)).toBeVisible()
  await target(page).fill('/mine')
  await come(page, listedAgain)
  await expect(target(page)).toHaveValue('/mine')
})

test('who names a participant while it is being started is not called back to the drawing', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  await page.getByRole('link', { name: 'Playground', exact: true }).click()
  await expect(target(page)).toHaveValue('/widgets')
  const runs = hold('benches.change')
  await page.getByRole('group', { name: 'Parts to add' }).getByRole('button', { name: 'Gateway' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toHaveValue('gw')
  await name.fill('door')
  await come(page, runs)
  await expect(name).toBeFocused()
})

test('who writes on while the topology’s text is read keeps what they wrote', async ({ served: { page } }) => {
  const hold = await heldAnswers(page)
  await page.getByRole('link', { name: 'Playground', exact: true }).click()
  await page.getByRole('tab', { name: 'Text', exact: true }).click()
  const editor = page.getByRole('textbox', { name: 'The topology as YAML' })
  await expect(editor).toContainText('participants')
  const read = hold('benches.read-topology')
  await editor.press('ControlOrMeta+Home')
  await page.keyboard.type('# one\n')
  await read.asked()
  await page.keyboard.type('# two\n')
  const readAgain = hold('benches.read-topology')
  await come(page, read)
  await expect(editor).toContainText('# two')
  await readAgain.letGo()
  await expect(page.getByText('This is what runs.')).toBeVisible()
  await expect(editor).toContainText('# two')
})
