// A learner at the page: does what a person does, by what a person sees and hears.
import { setTimeout as pass } from 'node:timers/promises'
import { expect, type Locator, type Page } from 'playwright/test'
import { fromBase64, toLatin1 } from '../../electron/model/bytes.ts'
import type { Control } from '../../electron/model/control.ts'
import { rawTextFromBytes, type Draft, type StructuredDraft } from '../../electron/model/draft.ts'
import { draftsFromHttpFile, versionOf } from '../../electron/model/http-file.ts'
import type { ScriptStep } from '../../electron/model/http-script.ts'
import type { Lab, Step } from '../../electron/model/lab.ts'
import type { AnswerValue } from '../../electron/model/question.ts'
import { curl } from '../support/play.ts'
import { answerQuestion, tick } from './answer-question.ts'
import { rowsOf, seenText } from './seen.ts'

export { rowsOf, seenText, tabTo } from './seen.ts'

export type Way = 'composer' | 'curl'

/** What the page advances the clock by, with one press each. */
const ADVANCES = [['1 day', 86_400_000], ['1 hour', 3_600_000], ['1 minute', 60_000], ['10 seconds', 10_000]] as const

/** Sends from the composer, and waits until the answer is looked at: its row is there a moment earlier. What was done to the topology stands between the rows and is none. */
export async function sendFromComposer(page: Page, method: string, target: string): Promise<Locator> {
  const rows = rowsOf(page).and(page.locator(':not([aria-disabled=true])'))
  const before = await rows.count()
  await page.getByRole('combobox', { name: 'Method', exact: true }).fill(method)
  await page.getByRole('textbox', { name: 'Target', exact: true }).fill(target)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(rows).toHaveCount(before + 1)
  await expect(rows.last()).toHaveAttribute('aria-selected', 'true')
  return rows.last()
}

export class Learner {
  readonly page: Page
  readonly way: Way

  constructor(page: Page, way: Way) {
    this.page = page
    this.way = way
  }

  /** @returns the id of the open attempt, which the page keeps for itself. */
  async attempt(): Promise<string> {
    const known = await this.page.evaluate(() => Object.keys(localStorage).flatMap(key => /^lab501\.opened\.(.+)$/.exec(key)?.[1] ?? []))
    return known.find(id => !this.#attempts.has(id) && this.#attempts.add(id)) ?? ''
  }
  readonly #attempts = new Set<string>()

  /** @returns where the lab answers, as the page shows it. */
  async url(): Promise<string> {
    return this.page.getByLabel('Where the lab answers').locator('.strip').locator('code').innerText()
  }

  /** @param request a request line, or all of an `.http` request */
  async send(request: string): Promise<void> {
    for (const draft of draftsFromHttpFile(request)) await this.#send(draft)
  }

  async do(step: ScriptStep): Promise<void> {
    if (step.kind === 'send') await this.#send(step.draft, step.isOutside)
    else if (step.kind === 'wait') await pass(step.ms)
    else await this.#control(step.control)
  }

  /** What is to come from outside comes by curl, whatever the learner's way; literal bytes go out by the raw mode. */
  async #send(draft: Draft, isOutside?: true): Promise<void> {
    const row = await this.#nextRow()
    const isCurl = draft.kind === 'structured' && (this.way === 'curl' || isOutside === true)
    if (draft.kind === 'raw') await this.#type(draft)
    else if (isCurl) await curl(draft, await this.url())
    else await this.#compose(draft, row)
    const [method = '', target = ''] = draft.kind === 'raw' ? toLatin1(fromBase64(draft.bytes)).split(' ') : [draft.method, draft.target]
    await expect(row).toContainText(`${method} ${target.slice(0, 40)}`)
    await expect(row).toContainText(isCurl ? 'outside' : /composer|raw/)
  }

  async #type({ bytes }: Extract<Draft, { kind: 'raw' }>): Promise<void> {
    const typed = this.page.getByRole('textbox', { name: 'Literal bytes of the request' })
    if (!await typed.isVisible()) await this.page.getByRole('region', { name: 'Composer' }).getByText('Raw bytes', { exact: true }).click()
    await typed.fill(rawTextFromBytes(fromBase64(bytes)))
    await this.page.getByRole('button', { name: 'Send', exact: true }).click()
  }

  /** The row that comes next, however many of those before are out of sight. */
  async #nextRow(): Promise<Locator> {
    const rows = rowsOf(this.page)
    const before = await rows.count() === 0 ? '0' : await rows.last().getAttribute('aria-setsize')
    return rows.and(this.page.locator(`[aria-posinset="${Number(before) + 1}"]`))
  }

  async #compose({ method, target, fields, content, protocol }: StructuredDraft, row: Locator): Promise<void> {
    const { page } = this
    const parts = page.getByRole('combobox', { name: 'Method', exact: true })
    if (!await parts.isVisible()) await page.getByRole('region', { name: 'Composer' }).getByText('Parts', { exact: true }).click()
    await parts.fill(method)
    await page.getByRole('textbox', { name: 'Target', exact: true }).fill(target)
    const lines = page.getByRole('group', { name: 'Field lines' })
    for (let left = await lines.getByRole('button', { name: /^Remove field/ }).count(); left > 0; left -= 1) await lines.getByRole('button', { name: /^Remove field/ }).first().click()
    for (const [nth, { name, value }] of fields.entries()) {
      await lines.getByRole('button', { name: 'Add a field' }).click()
      await lines.getByRole('combobox', { name: `Name of field ${nth + 1}` }).fill(name)
      await lines.getByRole('combobox', { name: `Value of field ${nth + 1}` }).fill(value)
    }
    const folded = page.getByRole('button', { name: 'Add content' })
    if (content !== '' && await folded.isVisible()) await folded.click()
    if (!await folded.isVisible()) await page.getByLabel(/^(No content|Content, )/).fill(content)
    const way = page.getByRole('button', { name: /^How it goes out/ })
    const version = versionOf({ protocol })
    if (!(await way.innerText()).startsWith(version)) {
      await way.click()
      await page.getByRole('group', { name: 'Version' }).getByText(version, { exact: true }).click()
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const instead = page.getByRole('button', { name: 'Send it raw instead' })
    await expect(row.or(instead)).toBeVisible()
    if (await instead.isVisible()) await instead.click()
  }

  async #control(control: Control): Promise<void> {
    const topology = this.page.getByLabel('Where the lab answers')
    const opener = topology.getByRole('button', { name: 'Show the topology' })
    if (await opener.isVisible()) await opener.click()
    const press = async (name: string) => {
      const row = await this.#nextRow()
      await topology.getByRole('button', { name, exact: true }).click()
      await expect(row).toBeVisible()
    }
    switch (control.kind) {
      case 'advance': {
        let left = control.ms
        for (const [span, ms] of ADVANCES) for (; left >= ms; left -= ms) await press(`+ ${span} on the lab's clock`)
        if (left > 0) throw new Error(`the page cannot advance the clock by ${control.ms} ms`)
        break
      }
      case 'toggle': {
        const row = await this.#nextRow()
        await topology.getByRole('switch', { name: control.toggle }).setChecked(control.on)
        await expect(row).toBeVisible()
        break
      }
      case 'edit': await this.#edit(control); break
      case 'deploy': await press(`Deploy ${control.build} to ${control.participant}`); break
      default: await press(`${control.kind[0]?.toUpperCase()}${control.kind.slice(1)} ${control.participant}`)
    }
  }

  /** In the matrix that stands in the text. */
  async #edit({ participant, implements: implemented, takes = {} }: Extract<Control, { kind: 'edit' }>): Promise<void> {
    const row = await this.#nextRow()
    const matrix = this.page.getByRole('group', { name: `What ${participant} can do` })
    const columns = await matrix.getByRole('columnheader').allInnerTexts()
    const tick = async (methods: readonly string[], nameOf: (method: string) => RegExp) => {
      for (const method of columns) {
        const box = matrix.getByRole('checkbox', { name: nameOf(method) })
        if (await box.count() > 0) await box.setChecked(methods.includes(method))
      }
    }
    if (implemented) await tick(implemented, method => new RegExp(`^${participant} implements ${method}$`))
    for (const [path, methods] of Object.entries(takes)) await tick(methods, method => new RegExp(`^${method} ${path}: `))
    await matrix.getByRole('button', { name: 'Apply' }).click()
    await expect(row).toBeVisible()
  }

  async predict(step: Step, answers: Readonly<Record<string, AnswerValue>>): Promise<void> {
    if (!step.prediction) return
    const option = step.prediction.options.find(({ id }) => id === answers[step.prediction?.id ?? ''])
    const group = this.page.getByRole('group', { name: 'What will happen?' })
    // A solution that sends it in an earlier step leaves nothing to predict.
    await expect(group, `the prediction ${step.prediction.id}`).toContainText('Choose before you send.')
    await tick(group.getByRole('radio', { name: seenText(option?.label ?? ''), exact: true }))
    await expect(group).toContainText('Noted. Now send, and compare.')
  }

  verdict(says: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: seenText(says) })
  }

  /** Does a step from its prediction to its last verdict, and checks what is to be seen on the way. */
  async doStep(step: Step, does: readonly ScriptStep[], answers: Readonly<Record<string, AnswerValue>>): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(seenText(step.title))
    await this.predict(step, answers)
    for (const one of does) await this.do(one)
    for (const { says } of step.expectations) await expect(this.verdict(says)).toContainText('Met')
    for (const question of step.questions) await answerQuestion(this.page, question, answers[question.id] ?? '')
  }

  async goOn(lab: Lab, from: number): Promise<void> {
    const next = lab.steps[from + 1]
    if (!next) return
    const [button, heading] = [this.page.getByRole('button', { name: `Next: ${seenText(next.title)}` }), this.page.getByRole('heading', { level: 1 })]
    // For the same reason as with a box.
    await expect(async () => {
      if (await button.isVisible()) await button.click({ timeout: 2_000 })
      await expect(heading).toHaveText(seenText(next.title), { timeout: 2_000 })
    }).toPass()
  }
}
