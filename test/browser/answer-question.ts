// A question of a lab answered at the page, whatever its kind.
import { expect, type Locator, type Page } from 'playwright/test'
import { partPointedAt, type AnswerValue, type Question } from '../../electron/model/question.ts'
import { seenText } from './seen.ts'

/** Who misses a box because the text moved, as it may where there is nothing to scroll, presses it once more. */
export async function tick(box: Locator): Promise<void> {
  await expect(async () => { await box.check({ timeout: 2_000 }) }).toPass()
}

/** The first three parts are those of the start line, the last one is the content. */
export function radioOf(group: Locator, { side, part }: NonNullable<ReturnType<typeof partPointedAt>>): Locator {
  const of = group.getByRole('group', { name: `In the ${side}`, exact: true })
  const all = of.getByRole('radio')
  if (typeof part === 'object') return of.getByRole('radio', { name: new RegExp(`^${part.field}:`, 'i') }).first()
  const start = side === 'request' ? ['method', 'target', 'version'] : ['version', 'status', 'reason']
  return part === 'content' ? all.last() : all.nth(start.indexOf(part))
}

/** Answers, and sees that it is right. @param value as a proof writes it */
export async function answerQuestion(page: Page, question: Question, value: AnswerValue): Promise<void> {
  const group = page.getByRole('group', { name: seenText(question.ask) })
  const form = page.locator('form').filter({ has: group })
  const labelOf = (among: readonly { readonly id: string; readonly label: string }[], id: string) => seenText(among.find(one => one.id === id)?.label ?? '')
  const values = [value].flat()
  switch (question.kind) {
    case 'text':
    case 'number': await group.getByRole('textbox').fill(String(value)); break
    case 'choice':
    case 'multiple': {
      const role = question.kind === 'choice' ? 'radio' : 'checkbox'
      for (const id of values) await tick(group.getByRole(role, { name: labelOf(question.options, id), exact: true }))
      break
    }
    case 'attribution': await tick(group.getByRole('radio', { name: String(value), exact: true })); break
    case 'match':
      for (const [item = '', answer = ''] of values.map(pair => pair.split('='))) {
        await group.getByRole('combobox', { name: labelOf(question.items, item) }).selectOption({ label: labelOf(question.answers, answer) })
      }
      break
    case 'order':
      for (const [to, id] of values.entries()) {
        const item = form.getByRole('listitem').filter({ hasText: labelOf(question.items, id) })
        const at = async () => (await form.getByRole('listitem').allInnerTexts()).findIndex(text => text.includes(labelOf(question.items, id)))
        for (let from = await at(); from > to; from -= 1) await item.getByRole('button', { name: /up$/ }).click()
      }
      break
    case 'bytes': {
      const named = partPointedAt(String(value))
      const [exchange = ''] = String(value).split(' ')
      await group.getByRole('combobox', { name: 'Exchange' }).selectOption(named ? { index: named.nth - 1 } : exchange)
      await tick(named ? radioOf(group, named) : group.locator(`input[value="${String(value)}"]`))
    }
  }
  await form.getByRole('button', { name: /^Answer/ }).click()
  await expect(form.getByRole('status').last()).toContainText('Right')
}
