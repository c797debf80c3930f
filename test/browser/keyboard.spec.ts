// The first lab by the keyboard alone: no mouse, and no way of reaching anything but the keys.
import type { Page } from 'playwright/test'
import { chapterOf, LABS } from './curriculum.ts'
import { rowsOf, seenText, tabTo } from './learner.ts'
import { expect, test } from './served.ts'

async function replaceText(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }))
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

test('the first lab by keyboard alone', async ({ served: { page } }) => {
  if (!LABS[0]) throw new Error('there is no first lab')
  const chapter = await chapterOf(LABS[0], '')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(1)

  for (const [at, step] of chapter.lab.steps.entries()) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(seenText(step.title))
    if (step.prediction) {
      const option = step.prediction.options.find(({ id }) => id === chapter.answers[step.prediction?.id ?? ''])
      const index = step.prediction.options.indexOf(option as never)
      const radios = page.getByRole('group', { name: 'What will happen?' }).getByRole('radio')
      await tabTo(page, radios.first())
      await page.keyboard.press('Space')
      for (let down = 0; down < index; down += 1) await page.keyboard.press('ArrowDown')
      await expect(radios.nth(index)).toBeChecked()
    }
    for (const done of at === 0 ? [] : chapter.does[at] ?? []) {
      if (done.kind !== 'send' || done.draft.kind !== 'structured') throw new Error('the first lab sends from the parts and does nothing else')
      const { method, target } = done.draft
      const before = await rowsOf(page).count()
      await replaceText(page, 'Method', method)
      await replaceText(page, 'Target', target)
      await page.keyboard.press('Control+Enter')
      await expect(rowsOf(page)).toHaveCount(before + 1)
    }
    for (const { says } of step.expectations) await expect(page.getByRole('listitem').filter({ hasText: seenText(says) })).toContainText('Met')
    for (const question of step.questions) {
      const group = page.getByRole('group', { name: seenText(question.ask) })
      const answer = String(chapter.answers[question.id])
      if (question.kind === 'text') {
        await tabTo(page, group.getByRole('textbox'))
        await page.keyboard.type(answer)
      } else if (question.kind === 'choice') {
        await tabTo(page, group.getByRole('radio').first())
        await page.keyboard.press('Space')
        const index = question.options.findIndex(({ id }) => id === answer)
        for (let down = 0; down < index; down += 1) await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
      await expect(page.locator('form').filter({ has: group }).getByRole('status')).toContainText('Right')
    }
    const next = chapter.lab.steps[at + 1]
    if (!next) break
    await tabTo(page, page.getByRole('button', { name: `Next: ${seenText(next.title)}` }))
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible()
})

test('keys move through exchanges, to the evidence, through hints and regions', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  for (let times = 1; times <= 3; times += 1) {
    await page.keyboard.press('Control+Enter')
    await expect(rowsOf(page)).toHaveCount(times)
  }
  const chosen = rowsOf(page).and(page.locator('[aria-selected=true]'))
  await expect(chosen).toHaveAttribute('aria-posinset', '3')
  await page.keyboard.press('k')
  await expect(chosen).toHaveAttribute('aria-posinset', '2')
  await page.keyboard.press('j')
  await expect(chosen).toHaveAttribute('aria-posinset', '3')
  await expect(page.getByText('Met', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.locator('mark').first()).toBeVisible()
  await page.keyboard.press('h')
  await expect(page.getByText('Hint 1 of 3')).toBeVisible()
  await page.keyboard.press('F6')
  await expect(page.locator('[data-region]:focus, [data-region]:focus-within').first()).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeHidden()
})
