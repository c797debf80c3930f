// The main job, end to end, as one learner does it: three labs, with the app closed in the middle and opened again.
import { expect, type Page } from 'playwright/test'
import { CHAPTERS } from './curriculum.ts'
import { Learner, rowsOf, seenText, type Way } from './learner.ts'
import { takePicture } from './picture.ts'

export interface OpenApp {
  readonly page: Page
  /** Ends the app and opens it again on the same attempts. */
  reopen(): Promise<Page>
}

/** Does all three labs; in the second, after its second step, the app is closed and opened again. */
export async function doThreeLabs(app: OpenApp, way: Way): Promise<void> {
  let learner = new Learner(app.page, way)
  await expect(learner.page.getByRole('heading', { name: 'Your first 501 is one keystroke away' })).toBeVisible()
  await takePicture(learner.page, `${way}-first-start`)
  for (const [nth, { lab, requests, answers }] of CHAPTERS.entries()) {
    for (const [at, step] of lab.steps.entries()) {
      await learner.doStep(step, requests[at] ?? [], answers)
      if (nth === 0 && at === 0) await seeFirst501(learner)
      if (nth === 1 && at === 1) learner = await closeAndComeBack(app, learner)
      await learner.goOn(lab, at)
    }
    await expect(learner.page.getByRole('heading', { name: 'Done' })).toBeVisible()
    await expect(learner.page.getByText(seenText(lab.learned.slice(0, 40)))).toBeVisible()
    await takePicture(learner.page, `${way}-done-${lab.id}`)
    const next = CHAPTERS[nth + 1]
    if (next) await learner.page.getByRole('link', { name: `Next lab: ${seenText(next.lab.title)}` }).click()
  }
  await learner.page.getByRole('link', { name: 'All labs' }).first().click()
  await expect(learner.page.getByRole('link', { name: 'Begin: What the shop takes, and where' })).toBeVisible()
  await takePicture(learner.page, `${way}-home-all-done`)
}

/** The words, the verdict, and the very bytes. */
async function seeFirst501(learner: Learner): Promise<void> {
  const { page } = learner
  await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  await learner.verdict('The server answers 501 to a method that it implements for no resource.').getByRole('button').click()
  await page.getByRole('tab', { name: 'Raw' }).click()
  await page.getByRole('group', { name: 'Side of the exchange' }).getByText('Response').click()
  await expect(page.locator('.raw .marked').first()).toHaveText('501')
  await takePicture(page, 'evidence-raw')
  await page.getByRole('tab', { name: 'Hex' }).click()
  await expect(page.locator('.hex .cells .marked')).toHaveText(['35', '30', '31'])
  await takePicture(page, 'evidence-hex')
  await page.getByRole('tab', { name: 'Why' }).click()
  await expect(page.getByText('This server implements FROBNICATE for no resource at all.').first()).toBeVisible()
  await takePicture(page, 'why')
  await page.getByRole('tab', { name: 'Pretty' }).click()
}

async function closeAndComeBack(app: OpenApp, before: Learner): Promise<Learner> {
  const rows = await rowsOf(before.page).allInnerTexts()
  const heading = await before.page.getByRole('heading', { level: 1 }).innerText()
  const learner = new Learner(await app.reopen(), before.way)
  await learner.page.getByRole('link', { name: /^Continue: 501 or 405/ }).or(learner.page.getByRole('button', { name: /^Continue: 501 or 405/ })).first().click()
  await expect(learner.page.getByRole('heading', { level: 1 })).toHaveText(heading)
  await expect(rowsOf(learner.page)).toHaveCount(rows.length)
  expect(await rowsOf(learner.page).allInnerTexts()).toEqual(rows)
  return learner
}
