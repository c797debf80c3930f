// The first minute of somebody new: the tour, by keyboard alone, to the first 501 of one's own; then never again unless it is asked for.
import type { Page } from 'playwright/test'
import { rowsOf } from './learner.ts'
import { lookAt, takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ isNew: true })

const STOPS = [['What to do, and why', '#region-step'], ['Your request', '#region-composer'], ['What came of it', '#region-exchanges'], ['A real server', '#region-foot']] as const
const tourOf = (page: Page) => page.getByRole('dialog').filter({ hasText: /Tour: |Your first 501/ })

/** What the ring is around is what the panel is about, and the panel lies beside it and on the page. */
async function pointsAt(page: Page, part: string): Promise<void> {
  const [ring, target, panel] = await Promise.all([page.locator('.ring').boundingBox(), page.locator(part).first().boundingBox(), tourOf(page).boundingBox()])
  if (!ring || !target || !panel) throw new Error(`nothing points at ${part}`)
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(Math.abs(ring[side] - target[side]), `${part} ${side}`).toBeLessThan(2)
  expect(panel.x >= 0 && panel.y >= 0 && panel.x + panel.width <= 1280 && panel.y + panel.height <= 800).toBe(true)
}

test('the tour leads by keyboard to the first 501, and is not shown again', async ({ served: { page } }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const tour = tourOf(page)
  await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused()
  for (const [nth, [heading, part]] of STOPS.entries()) {
    await expect(tour.getByRole('heading', { name: heading })).toBeVisible()
    await expect(tour).toContainText(`Tour: ${nth + 1} of 5`)
    await expect(async () => { await pointsAt(page, part) }).toPass()
    await lookAt(page, `tour-${nth + 1}`)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await expect(tour).toContainText('Now you')
  await takePicture(page, 'tour-5')
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(tour.getByRole('heading', { name: 'Your first 501' })).toBeVisible()
  await lookAt(page, 'tour-done')
  await page.keyboard.press('Escape')
  await expect(tour).toHaveCount(0)
  await page.reload()
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(tour).toHaveCount(0)
})

test('the tour can be skipped, and taken by name from anywhere; what stood in the composer comes back', async ({ served: { page } }) => {
  const tour = tourOf(page)
  await expect(tour).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tour).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.getByRole('combobox', { name: 'Method' }).fill('GET')
  await page.getByRole('link', { name: 'All labs' }).first().click()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Take the tour' }).click()
  for (let stop = 1; stop < 5; stop += 1) await tour.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('FROBNICATE')
  await page.getByRole('combobox', { name: 'Method' }).fill('GET')
  await page.keyboard.press('Control+Enter')
  await expect(tour).toContainText('The server answered 200.')
  await page.getByRole('combobox', { name: 'Method' }).fill('BREW')
  await page.keyboard.press('Control+Enter')
  await expect(tour).toContainText('Your first 501')
  await tour.getByRole('button', { name: 'Go on by yourself' }).click()
  await expect(tour).toHaveCount(0)
})

test.describe('on a narrow window', () => {
  test.use({ viewport: { width: 640, height: 700 } })
  test('the tour has room', async ({ served: { page } }) => {
    const tour = tourOf(page)
    for (let stop = 1; stop < 5; stop += 1) {
      await expect(tour.getByRole('button', { name: 'Next' })).toBeInViewport({ ratio: 1 })
      await takePicture(page, `tour-narrow-${stop}`)
      await tour.getByRole('button', { name: 'Next' }).click()
    }
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await expect(tour).toContainText('Your first 501')
  })
})
