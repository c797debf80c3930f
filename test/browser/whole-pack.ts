// The main job, end to end, as one learner does it: every lab of a pack, from the home to "Done".
import { expect, type Page } from 'playwright/test'
import type { Lab } from '../../electron/model/lab.ts'
import { fillBlanks } from '../../renderer/stores/fill-blanks.ts'
import { chapterOf, LABS } from './curriculum.ts'
import { Learner, rowsOf, seenText, type Way } from './learner.ts'
import { takePicture } from './picture.ts'

export interface OpenApp {
  readonly page: Page
  /** Ends the app and opens it again on the same attempts. */
  reopen(): Promise<Page>
}

/** Something besides, when a step of a lab is done. @returns the learner who goes on */
type Aside = (learner: Learner, lab: string, step: number) => Promise<Learner>

/** Does every lab of `pack` by its reference solution, in a fresh app. */
export async function doPack(app: OpenApp, way: Way, pack: string, aside: Aside = async learner => learner): Promise<void> {
  const own = LABS.filter(lab => lab.pack.id === pack)
  let learner = new Learner(app.page, way)
  await expect(learner.page.getByRole('heading', { level: 1 })).toHaveText(seenText(LABS[0]?.steps[0]?.title ?? ''))
  if (own[0] !== LABS[0]) {
    await learner.page.getByRole('link', { name: 'All labs' }).first().click()
    await learner.page.getByRole('link', { name: seenText(own[0]?.title ?? ''), exact: true }).click()
  }
  for (const lab of own) {
    learner = await doLab(learner, lab, aside)
    const next = LABS[LABS.indexOf(lab) + 1]
    if (next?.pack.id === pack) await learner.page.getByRole('link', { name: `Next lab: ${seenText(next.title)}` }).click()
  }
  await learner.page.getByRole('link', { name: 'All labs' }).first().click()
  const left = LABS.find(lab => lab.pack.id !== pack)
  const link = (way: string) => learner.page.getByRole('link', { name: `${way}: ${seenText(left?.title ?? '')}` })
  if (left) await expect(link('Begin').or(link('Continue'))).toBeVisible()
  await expect(learner.page.getByText(`${own.length} of ${own.length} done`)).toBeVisible()
  await takePicture(learner.page, `${way}-home-all-done-${pack}`)
}

async function doLab(beginner: Learner, lab: Lab, aside: Aside): Promise<Learner> {
  let learner = beginner
  await expect(learner.page.getByRole('heading', { level: 1 })).toHaveText(seenText(lab.steps[0]?.title ?? ''))
  const url = await learner.url()
  const chapter = fillBlanks(await chapterOf(lab, await learner.attempt()), { url, port: Number(new URL(url).port) })
  for (const [at, step] of chapter.lab.steps.entries()) {
    await learner.doStep(step, chapter.does[at] ?? [], chapter.answers)
    learner = await aside(learner, lab.id, at)
    await learner.goOn(chapter.lab, at)
  }
  await expect(learner.page.getByRole('heading', { name: 'Done' })).toBeVisible()
  await expect(learner.page.getByText(seenText(lab.learned.slice(0, 40)))).toBeVisible()
  await takePicture(learner.page, `${learner.way}-done-${lab.id}`)
  return learner
}

/** Looks at the first 501 closely, and closes the app in the middle of the second lab. */
export const withFirst501 = (app: OpenApp): Aside => async (learner, lab, step) => {
  if (lab === 'reproduce-501' && step === 0) await seeFirst501(learner)
  return lab === '501-or-405' && step === 1 ? closeAndComeBack(app, learner) : learner
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
