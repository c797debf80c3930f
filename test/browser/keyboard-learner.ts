// A learner without a mouse: reaches everything by Tab, arrows and the keys of the app, and nothing else.
import { expect, type Locator, type Page } from 'playwright/test'
import { partPointedAt, type AnswerValue, type Question } from '../../electron/model/question.ts'
import type { Control } from '../../electron/model/control.ts'
import type { ScriptStep } from '../../electron/model/http-script.ts'
import { radioOf } from './answer-question.ts'
import type { Chapter } from './curriculum.ts'
import { rowsOf, seenText, tabTo } from './seen.ts'

export class KeyboardLearner {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** By the palette, from wherever the focus is. */
  async openLab(title: string): Promise<void> {
    const { keyboard } = this.page
    await keyboard.press('Control+k')
    await expect(this.page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused()
    await keyboard.type(title)
    await expect(this.page.getByRole('dialog').getByRole('option', { name: title }).first()).toBeVisible()
    await keyboard.press('Enter')
    await expect(this.page.getByText(title, { exact: true }).first()).toBeVisible()
  }

  async doStep({ lab, does, answers }: Chapter, at: number): Promise<void> {
    const { page } = this
    const step = lab.steps[at]
    if (!step) throw new Error(`${lab.id} has no step ${at}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(seenText(step.title))
    if (step.prediction) {
      const { id, options } = step.prediction
      await this.#check(page.getByRole('group', { name: 'What will happen?' }).getByRole('radio'), options.findIndex(option => option.id === answers[id]))
    }
    for (const done of does[at] ?? []) await this.#do(done)
    for (const { says } of step.expectations) await expect(page.getByRole('listitem').filter({ hasText: seenText(says) })).toContainText('Met')
    for (const question of step.questions) await this.#answer(question, answers[question.id] ?? '')
  }

  async goOn({ lab }: Chapter, at: number): Promise<void> {
    const next = lab.steps[at + 1]
    if (!next) return
    await tabTo(this.page, this.page.getByRole('button', { name: `Next: ${seenText(next.title)}` }))
    await this.page.keyboard.press('Enter')
  }

  async #do(done: ScriptStep): Promise<void> {
    if (done.kind === 'control' && done.control.kind === 'edit') return this.#edit(done.control)
    if (done.kind !== 'send' || done.draft.kind !== 'structured') throw new Error('these labs are done by the parts of a request and by the tables of a server')
    const row = rowsOf(this.page)
    const before = await row.count()
    await this.#type(this.page.getByRole('combobox', { name: 'Method', exact: true }), done.draft.method)
    await this.#type(this.page.getByRole('textbox', { name: 'Target', exact: true }), done.draft.target)
    await this.page.keyboard.press('Control+Enter')
    await expect(row).toHaveCount(before + 1)
  }

  /** Through the grid with the arrows, and Space where a table says something else than it should. */
  async #edit({ participant, implements: implemented, takes = {} }: Extract<Control, { kind: 'edit' }>): Promise<void> {
    const { page } = this
    const before = await rowsOf(page).count()
    const grid = page.getByRole('group', { name: `What ${participant} can do` })
    const columns = await grid.getByRole('columnheader').allInnerTexts()
    const methods = columns.slice(columns.findIndex(text => /^[A-Z]+$/.test(text)))
    await tabTo(page, grid.locator('[data-stop=true]'))
    const names = await grid.getByRole('rowheader').allInnerTexts()
    const wantedAt = (row: number) => (row === 0 ? implemented : takes[names[row]?.trim() ?? ''])
    for (let up = 0; up < names.length; up += 1) await page.keyboard.press('ArrowUp')
    for (const row of names.keys()) {
      const wanted = wantedAt(row)
      await page.keyboard.press('Home')
      for (const [column, method] of methods.entries()) {
        if (column > 0) await page.keyboard.press('ArrowRight')
        const focused = page.locator(':focus')
        await expect(focused).toHaveAccessibleName(row === 0 ? `${participant} implements ${method}` : new RegExp(`^${method} ${names[row]?.trim() ?? ''}: `))
        if (wanted && await focused.isChecked() !== wanted.includes(method)) await page.keyboard.press('Space')
      }
      if (row < names.length - 1) await page.keyboard.press('ArrowDown')
    }
    await tabTo(page, grid.getByRole('button', { name: 'Apply' }))
    await page.keyboard.press('Enter')
    await expect(rowsOf(page)).toHaveCount(before + 1)
  }

  async #answer(question: Question, value: AnswerValue): Promise<void> {
    const { page } = this
    const group = page.getByRole('group', { name: seenText(question.ask) })
    const form = page.locator('form').filter({ has: group })
    const values = [value].flat()
    switch (question.kind) {
      case 'text':
      case 'number': await this.#type(group.getByRole('textbox'), String(value)); break
      case 'choice': await this.#check(group.getByRole('radio'), question.options.findIndex(({ id }) => id === value)); break
      case 'multiple':
        for (const id of values) {
          await tabTo(page, group.getByRole('checkbox', { name: seenText(question.options.find(one => one.id === id)?.label ?? ''), exact: true }))
          await page.keyboard.press('Space')
        }
        break
      case 'match':
        for (const [item = '', answer = ''] of values.map(pair => pair.split('='))) {
          await tabTo(page, group.getByRole('combobox', { name: seenText(question.items.find(one => one.id === item)?.label ?? '') }))
          await page.keyboard.type(question.answers.find(one => one.id === answer)?.label ?? '')
        }
        break
      case 'bytes': {
        const named = partPointedAt(String(value))
        if (!named) throw new Error('a part is pointed at by its name')
        await tabTo(page, group.getByRole('combobox', { name: 'Exchange' }))
        await page.keyboard.press('Home')
        for (let nth = 1; nth < named.nth; nth += 1) await page.keyboard.press('ArrowDown')
        const wanted = radioOf(group, named)
        await tabTo(page, group.getByRole('radio').first())
        await page.keyboard.press('Space')
        for (let down = 0; down < 60 && !await wanted.isChecked(); down += 1) await page.keyboard.press('ArrowDown')
        break
      }
      default: throw new Error(`no lab of these asks by ${question.kind}`)
    }
    await tabTo(page, form.getByRole('button', { name: 'Answer', exact: true }))
    await page.keyboard.press('Enter')
    await expect(form.getByRole('status').last()).toContainText('Right')
  }

  async #type(field: Locator, text: string): Promise<void> {
    await tabTo(this.page, field)
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.type(text)
  }

  async #check(radios: Locator, index: number): Promise<void> {
    await tabTo(this.page, radios.first())
    await this.page.keyboard.press('Space')
    for (let down = 0; down < index; down += 1) await this.page.keyboard.press('ArrowDown')
    await expect(radios.nth(index)).toBeChecked()
  }
}
