// In front of others: a spot that the last row sees, and answers that are covered, to eye and ear alike, until they are wanted.
import { rowsOf, tabTo } from './learner.ts'
import { lookAt, takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test('the spot follows the mouse and the focus, above every dialog, and is silent', async ({ served: { page } }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const spot = page.locator('[data-spot]')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeFocused()
  await page.keyboard.press('p')
  await page.mouse.move(400, 300)
  await expect.poll(() => spot.boundingBox()).toEqual({ x: 372, y: 272, width: 56, height: 56 })
  await takePicture(page, 'presenter-pointer')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(send).toBeFocused()
  const [at, of] = [await spot.boundingBox(), await send.boundingBox()]
  expect([at?.x, at?.y]).toEqual([(of?.x ?? 0) - 6, (of?.y ?? 0) - 6])
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.mouse.move(640, 200)
  // Nothing that is in the page can lie above what was put on the top layer last.
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll(':popover-open, dialog:modal')].at(-1)?.matches('[data-spot]'))).toBe(true)
  await takePicture(page, 'presenter-pointer-dialog')
  await page.keyboard.type('spot')
  await page.keyboard.press('Enter')
  await expect(spot).toHaveCount(0)
})

test('answers are covered, for eye and ear, until they are shown one by one', async ({ served: { page } }) => {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Cover the answers').check()
  await lookAt(page, 'settings')
  await page.keyboard.press('Escape')
  const step = page.getByRole('region', { name: 'Step' })
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(step.getByText('Covered', { exact: true }).first()).toBeVisible()
  // What is covered is on no page and in no tree.
  const heard = await page.locator('body').ariaSnapshot()
  expect(heard).not.toMatch(/\bMet\b|show the bytes|What you sent|RFC 9110 §9\.1\b.*explains/)
  expect(await step.innerText()).not.toContain('Met')
  await expect(page.getByText('A verdict has come. It is covered.')).toHaveCount(1)
  await lookAt(page, 'covered')
  await page.keyboard.press('r')
  await expect(step.getByRole('listitem').filter({ hasText: 'for no resource' })).toContainText('Met')
  await expect(step.getByRole('listitem').filter({ hasText: 'explains itself' })).toContainText('Covered')
  await page.keyboard.press('r')
  await expect(step.getByRole('listitem').filter({ hasText: 'explains itself' })).toContainText('Met')

  const question = page.locator('form').filter({ has: page.getByRole('group', { name: /\?$/ }) }).first()
  await tabTo(page, question.getByRole('radio').or(question.getByRole('textbox')).first())
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  const show = question.getByRole('button', { name: 'Show: the answer' })
  await expect(show).toBeFocused()
  await expect(question.getByRole('status')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(question.getByRole('status')).toContainText(/Right|Not so/)
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  await page.reload()
  await expect(question.getByRole('button', { name: 'Show: the answer' })).toBeVisible()
})
