// What a press means: each one that the page takes is a request, one that is held is one, and nobody loses their place by it.
import { chapterOf, LABS } from './curriculum.ts'
import { KeyboardLearner } from './keyboard-learner.ts'
import { rowsOf } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.describe.configure({ mode: 'parallel' })

test('presses that follow one another are requests of their own, in the composer and in the text; one that is held is one', async ({ served: { page } }) => {
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeFocused()
  for (let time = 0; time < 3; time += 1) await page.keyboard.press('Control+Enter')
  await expect(rowsOf(page)).toHaveCount(3)
  await expect(rowsOf(page).last()).toHaveAttribute('aria-selected', 'true')
  for (const keys of [['Enter'], ['Control', 'Enter']]) {
    const before = await rowsOf(page).count()
    for (const key of keys.slice(0, -1)) await page.keyboard.down(key)
    for (let time = 0; time < 10; time += 1) await page.keyboard.down('Enter')
    for (const key of keys) await page.keyboard.up(key)
    await expect(rowsOf(page)).toHaveCount(before + 1)
    // What was sent after it comes after it.
    await page.keyboard.press('Enter')
    await expect(rowsOf(page)).toHaveCount(before + 2)
  }
  await page.getByRole('button', { name: 'Next: Write GET small' }).click()
  const before = await rowsOf(page).count()
  const inText = page.getByRole('button', { name: /^Send GET / }).first()
  await inText.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(before + 2)
  await expect(inText).toBeFocused()
})

test('what is written over several lines takes a held Enter as it comes', async ({ served: { page } }) => {
  await page.getByRole('region', { name: 'Composer' }).getByText('Raw bytes', { exact: true }).click()
  const raw = page.getByRole('textbox', { name: 'Literal bytes of the request' })
  await raw.fill('')
  await raw.focus()
  for (let time = 0; time < 4; time += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(raw).toHaveValue('\n\n\n\n')
})

test('a press before the page says that it waits is sent after a slow answer; who stops waiting is at Send again', async ({ served: { page } }) => {
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const target = page.getByRole('textbox', { name: 'Target', exact: true })
  await page.getByRole('combobox', { name: 'Method', exact: true }).fill('GET')
  await target.fill('/api/status/503?delay=1500')
  // In one go, as quickly as a hand does it.
  await page.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form.request')
    form?.requestSubmit()
    form?.requestSubmit()
  })
  await expect(page.getByRole('button', { name: 'Stop waiting' })).toBeVisible()
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(send).toBeVisible()
  await target.fill('/api/status/503?delay=30000')
  await page.keyboard.press('Enter')
  const stop = page.getByRole('button', { name: 'Stop waiting' })
  await stop.focus()
  await page.keyboard.press('Enter')
  await expect(stop).toBeHidden()
  await expect(send).toBeFocused()
})

test('the last step, done before another one, says which one is still open', async ({ served: { page } }) => {
  test.setTimeout(240_000)
  const lab = LABS.find(({ id }) => id === 'reproduce-501')
  if (!lab) throw new Error('there is no such lab')
  const chapter = await chapterOf(lab, '')
  const learner = new KeyboardLearner(page)
  await learner.goOn(chapter, 0)
  const open = page.getByRole('region', { name: 'This step is met. Still open:' })
  for (const at of lab.steps.keys()) {
    if (at === 0) continue
    await expect(open).toBeHidden()
    await learner.doStep(chapter, at)
    await learner.goOn(chapter, at)
  }
  await expect(open.getByRole('button')).toHaveText(['Send a method that nobody defined'])
  await takePicture(page, 'still-open')
  await open.getByRole('button').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Send a method that nobody defined')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await learner.doStep(chapter, 0)
  await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible()
})
