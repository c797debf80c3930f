// A learner at the page: does what a person does, by what a person sees and hears.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type Locator, type Page } from 'playwright/test'
import type { Lab, Step } from '../../electron/model/lab.ts'
import type { AnswerValue, Question } from '../../electron/model/question.ts'

export type Way = 'composer' | 'curl'

/** Texts as they are seen: the marks of code are gone. */
export function seenText(text: string): string {
  return text.replaceAll('`', '')
}

/** One row for each request, in the list of exchanges. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Exchanges, oldest first' }).getByRole('option')
}

export class Learner {
  readonly page: Page
  readonly way: Way

  constructor(page: Page, way: Way) {
    this.page = page
    this.way = way
  }

  async send(request: string): Promise<void> {
    const [method = '', target = ''] = request.split(' ')
    const rows = rowsOf(this.page)
    const before = await rows.count()
    if (this.way === 'curl') await this.#curl(method, target)
    else {
      await this.page.getByRole('combobox', { name: 'Method' }).fill(method)
      await this.page.getByRole('textbox', { name: 'Target' }).fill(target)
      await this.page.getByRole('button', { name: 'Send', exact: true }).click()
    }
    await expect(rows).toHaveCount(before + 1)
    await expect(rows.last()).toContainText(`${method} ${target}`)
    await expect(rows.last()).toContainText(this.way === 'curl' ? 'outside' : 'composer')
  }

  /** With the address that the page shows, in a shell of its own. */
  async #curl(method: string, target: string): Promise<void> {
    const url = await this.page.getByLabel('Where the lab answers').locator('code').innerText()
    const how = method === 'HEAD' ? ['--head'] : ['-X', method]
    await promisify(execFile)('curl', ['-s', '--noproxy', '*', '-o', '/dev/null', ...how, `${url}${target}`])
  }

  async predict(step: Step, answers: Readonly<Record<string, AnswerValue>>): Promise<void> {
    if (!step.prediction) return
    const option = step.prediction.options.find(({ id }) => id === answers[step.prediction?.id ?? ''])
    const group = this.page.getByRole('group', { name: 'What will happen?' })
    await group.getByRole('radio', { name: seenText(option?.label ?? ''), exact: true }).check()
    await expect(group).toContainText('Noted. Now send, and compare.')
  }

  async answer(question: Question, value: AnswerValue): Promise<void> {
    const group = this.page.getByRole('group', { name: seenText(question.ask) })
    const form = this.page.locator('form').filter({ has: group })
    if (question.kind === 'text') await group.getByRole('textbox').fill(String(value))
    else if (question.kind === 'choice' || question.kind === 'multiple') {
      for (const id of [value].flat()) {
        const label = question.options.find(option => option.id === id)?.label ?? ''
        await group.getByRole(question.kind === 'choice' ? 'radio' : 'checkbox', { name: seenText(label), exact: true }).check()
      }
    }
    await form.getByRole('button', { name: 'Answer' }).click()
    await expect(form.getByRole('status')).toContainText('Right')
  }

  verdict(says: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: seenText(says) })
  }

  /** Does a step from its prediction to its last verdict, and checks what is to be seen on the way. */
  async doStep(step: Step, requests: readonly string[], answers: Readonly<Record<string, AnswerValue>>): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(seenText(step.title))
    await this.predict(step, answers)
    for (const request of requests) await this.send(request)
    for (const { says, optional } of step.expectations) if (!optional) await expect(this.verdict(says)).toContainText('Met')
    for (const question of step.questions) await this.answer(question, answers[question.id] ?? '')
  }

  async goOn(lab: Lab, from: number): Promise<void> {
    const next = lab.steps[from + 1]
    if (next) await this.page.getByRole('button', { name: `Next: ${seenText(next.title)}` }).click()
  }
}
