// By the keyboard alone: no mouse, and no way of reaching anything but the keys. What a screen reader is told meanwhile is kept as a transcript.
import { chapterOf, LABS } from './curriculum.ts'
import { KeyboardLearner } from './keyboard-learner.ts'
import { rowsOf, seenText } from './seen.ts'
import { expect, test } from './served.ts'
import { focusOf, listen, treeOf } from './transcript.ts'

/** One that asks by choice and by text, one that points at octets, one whose server is mended in a grid. */
const BY_KEYS = ['reproduce-501', 'head-of-a-501', 'fix-the-server']

test('three labs by keyboard alone, as they are seen and as they are heard', async ({ served: { page } }) => {
  test.setTimeout(360_000)
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeFocused()
  const heard = await listen(page)
  const learner = new KeyboardLearner(page)
  for (const id of BY_KEYS) {
    const lab = LABS.find(one => one.id === id)
    if (!lab) throw new Error(`there is no lab ${id}`)
    const chapter = await chapterOf(lab, '')
    if (id !== BY_KEYS[0]) await learner.openLab(lab.title)
    const tree: string[] = []
    for (const at of chapter.lab.steps.keys()) {
      tree.push(`# ${lab.title}, step ${at + 1}, as it opens`, await treeOf(page.getByRole('region', { name: 'Step' })))
      await learner.doStep(chapter, at)
      tree.push(`# ${lab.title}, step ${at + 1}, done`, await treeOf(page.getByRole('main')))
      await learner.goOn(chapter, at)
    }
    await expect(page.getByRole('heading', { name: 'Done' })).toBeVisible()
    await expect(async () => {
      const said = (await heard()).join('\n')
      expect(chapter.lab.steps.flatMap(({ expectations }) => expectations).filter(({ says }) => !said.includes(`Met: ${seenText(says)}`) && !said.includes(`Met: ${says}`)).map(({ says }) => says)).toEqual([])
    }).toPass()
    expect.soft(`${tree.join('\n')}\n`).toMatchSnapshot(`${id}.txt`)
  }
})

test('Tab goes once around the page, in the order in which it is read', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(1)
  await expect(page.getByText('Met', { exact: true }).first()).toBeVisible()
  await page.evaluate(() => { (document.activeElement as HTMLElement).blur() })
  const stops: string[] = []
  for (let nth = 0; nth < 120; nth += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) break
    stops.push(await focusOf(page))
  }
  expect(`${stops.join('\n')}\n`).toMatchSnapshot('tab-order.txt')
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
