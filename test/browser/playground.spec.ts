// The playground as its users have it: drawn with the pointer or by key alone, flipped while it runs, taken along as a file.
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright/test'
import { rowsOf, sendFromComposer, tabTo } from './learner.ts'
import { lookAt } from './picture.ts'
import { expect, test } from './served.ts'

const drawing = (page: Page) => page.getByRole('radiogroup', { name: /^The topology/ })
const box = (page: Page, name: string) => drawing(page).getByRole('radio', { name: new RegExp(`^${name},`) })
const grid = (page: Page) => page.getByRole('grid', { name: /^Capabilities of/ })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
const fileInput = (page: Page) => page.locator('input[type=file][accept*=".yaml"]')
/** Of what was sent; what was changed stands in between. */
const answers = (page: Page): Locator => rowsOf(page).and(page.locator(':not([aria-disabled=true])'))
const file = (name: string, text: string) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })

async function openPlayground(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Playground', exact: true }).click()
  await expect(drawing(page)).toBeVisible()
}

// Each has an app of its own, so that both workers share the file.
test.describe.configure({ mode: 'parallel' })

test('client, cache, gateway and origin are drawn; a tick makes 405 a 200 and a 501; saved, it is opened as the same', async ({ served: { page } }) => {
  test.setTimeout(300_000)
  await openPlayground(page)
  const palette = page.getByRole('group', { name: 'Parts to add' })
  await palette.getByRole('button', { name: 'Gateway' }).click()
  await palette.getByRole('button', { name: 'Cache' }).click()
  await expect(drawing(page).getByRole('radio')).toHaveCount(3)
  await expect(box(page, 'edge')).toHaveAccessibleName('edge, cache. The client asks it. Asks gw.')
  await expect(box(page, 'gw')).toHaveAccessibleName('gw, gateway. Asks shop.')
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText(/405.*3 hops/)
  await lookAt(page, 'playground-drawn')

  await box(page, 'shop').click()
  await grid(page).getByRole('checkbox', { name: 'PUT /widgets: not taken, 405' }).check()
  await expect(page.getByText('/widgets takes PUT now; the answer is 200, and was 405.').first()).toBeVisible()
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText('200')
  await grid(page).getByRole('checkbox', { name: 'shop implements PUT' }).uncheck()
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText('501')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText('200')

  await grid(page).getByRole('button', { name: '200: look at PUT /widgets', exact: true }).click()
  const status = page.getByRole('textbox', { name: 'Status', exact: true })
  await status.fill('202')
  await status.press('Enter')
  await page.getByRole('button', { name: 'Let something go wrong' }).click()
  await page.getByRole('combobox', { name: 'What goes wrong, number 1' }).selectOption({ label: 'an answer before the answer' })
  await lookAt(page, 'playground-cell')
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText('202')
  await box(page, 'gw').click()
  await page.getByRole('button', { name: 'Add a method that it refuses' }).click()
  await expect(await sendFromComposer(page, 'PATCH', '/widgets')).toContainText(/501.*2 hops/)
  await lookAt(page, 'playground-gateway')

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as a file' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('one-server.topology.yaml')
  const text = readFileSync(await saved.path(), 'utf8')
  expect(text).toContain('{ role: cache, name: edge, to: gw }')
  await tab(page, 'Text')
  await expect(page.getByRole('textbox', { name: 'The topology as YAML' })).toContainText('role: cache, name: edge')
  await lookAt(page, 'playground-text')
  await tab(page, 'Playgrounds')
  await lookAt(page, 'playground-list')
  await fileInput(page).setInputFiles(file('mine.topology.yaml', text.replace('One server', 'As before')))
  await expect(page.getByRole('textbox', { name: 'Name of this playground' })).toHaveValue('As before')
  await expect(drawing(page).getByRole('radio')).toHaveCount(3)
  await expect(rowsOf(page)).toHaveCount(0)
  await expect(await sendFromComposer(page, 'PUT', '/widgets')).toContainText('202')
})

test('by the keyboard alone', async ({ served: { page } }) => {
  test.setTimeout(300_000)
  await tabTo(page, page.getByRole('link', { name: 'Playground', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  const send = async (status: string) => {
    const before = await answers(page).count()
    await page.keyboard.press('Control+Enter')
    await expect(answers(page)).toHaveCount(before + 1)
    await expect(answers(page).last()).toContainText(`${status}PATCH /widgets`)
  }
  await send('501')
  await tabTo(page, page.getByRole('checkbox', { name: 'shop implements GET' }), 'Shift+Tab')
  for (let right = 0; right < 5; right += 1) await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('checkbox', { name: 'shop implements PATCH' })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(grid(page).getByRole('checkbox', { name: 'PATCH /widgets: not taken, 405' })).toBeVisible()
  await send('405')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(grid(page).getByRole('checkbox', { name: 'PATCH /widgets: taken, 200' })).toBeFocused()
  await send('200')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'PATCH /widgets', exact: true })).toBeFocused()

  await tabTo(page, page.getByRole('button', { name: 'Cache', exact: true }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(box(page, 'edge')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(box(page, 'shop')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await expect(drawing(page).getByRole('radio')).toHaveCount(1)
  await expect(box(page, 'shop')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(drawing(page).getByRole('radio')).toHaveCount(2)
  await page.keyboard.press('Control+Shift+Z')
  await expect(drawing(page).getByRole('radio')).toHaveCount(1)

  await tabTo(page, page.getByRole('tab', { name: 'Topology' }), 'Shift+Tab')
  await page.keyboard.press('ArrowRight')
  const editor = page.getByRole('textbox', { name: 'The topology as YAML' })
  await expect(editor).toBeVisible()
  await tabTo(page, editor)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# mine\n')
  await expect(page.getByText('This is what runs.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
})

test('any status is found by number or word and asked for', async ({ served: { page } }) => {
  await openPlayground(page)
  await tab(page, 'Statuses')
  const find = page.getByRole('searchbox', { name: 'Find' })
  await find.fill('teapot')
  await expect(page.getByText('No status is called so.')).toBeVisible()
  await find.fill('gateway')
  await page.getByRole('button', { name: '504 Gateway Timeout' }).click()
  await page.getByRole('button', { name: 'Fill the composer' }).click()
  await expect(page.getByRole('textbox', { name: 'Target', exact: true })).toHaveValue('/api/status/504')
  await expect(rowsOf(page)).toHaveCount(0)
  await lookAt(page, 'playground-statuses')
  for (const [nth, [code, status]] of ([['418', '418'], ['599', '599'], ['103', '200'], ['405', '405']] as const).entries()) {
    await find.fill(code)
    await page.getByRole('button', { name: 'Ask for it' }).click()
    await expect(rowsOf(page)).toHaveCount(nth + 1)
    await expect(rowsOf(page).last()).toContainText(`${status}GET /api/status/${code}`)
  }
  await find.fill('101')
  await expect(page.getByText('101 hands the connection over')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ask for it' })).toHaveCount(0)
})

test('what does not fit is told where it is, and nothing is lost', async ({ served: { page } }) => {
  test.setTimeout(300_000)
  await openPlayground(page)
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('Not a name')
  await name.press('Enter')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expect(name).toHaveAccessibleDescription(/Not a name/)
  await expect(page.getByRole('alert').filter({ hasText: 'What ran before goes on running.' })).toBeVisible()
  await expect(await sendFromComposer(page, 'GET', '/widgets')).toContainText('200')
  await lookAt(page, 'playground-fault')
  await name.fill('store')
  await name.press('Enter')
  await expect(box(page, 'store')).toBeVisible()
  await expect(name).not.toHaveAttribute('aria-invalid', 'true')

  await tab(page, 'Text')
  const editor = page.getByRole('textbox', { name: 'The topology as YAML' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('oops: [1\n')
  const problem = page.getByRole('list', { name: 'What can’t be read' }).getByRole('button')
  await expect(problem).toContainText('this is not YAML')
  await lookAt(page, 'playground-broken-text')
  await page.reload()
  await expect(problem).toContainText('this is not YAML')
  await expect(editor).toContainText('oops: [1')
  await expect(await sendFromComposer(page, 'GET', '/widgets')).toContainText('200')
  await problem.click()
  await expect(editor).toBeFocused()
  await page.getByRole('button', { name: 'Throw this text away' }).click()
  await expect(editor).not.toContainText('oops')
  await expect(editor).toContainText('name: store')

  await tab(page, 'Playgrounds')
  const refused = page.getByRole('alert').filter({ hasText: 'was not opened' })
  for (const [given, says] of [
    [file('own.har', '{"log":{"version":"1.2","entries":[]}}'), /own\.har:1:1\s*this is a HAR file and not a topology\. Open it under Captures\./],
    [file('big.yaml', `a: ${'x'.repeat(3_000_000)}`), 'the file is longer than 262144 octets'],
    [file('picture.png', '\x89PNG\0\0'), 'this is not a text'],
    [file('typo.yaml', 'format: 1\ntitle: A\nscenario:\n  participants:\n    - { role: oregano, name: app }\n'), /typo\.yaml:5:15\s*"role" is "oregano"/],
  ] as const) {
    await fileInput(page).setInputFiles(given)
    await expect(refused).toContainText(says)
  }
  await lookAt(page, 'playground-refused')
  await tab(page, 'Topology')
  await expect(box(page, 'store')).toBeVisible()
  await expect(answers(page)).toHaveCount(2)

  // Dropped, on whatever tool is open.
  const dropped = await page.evaluateHandle(text => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'dropped.yaml'))
    return data
  }, 'format: 1\ntitle: Dropped\nscenario:\n  participants:\n    - { role: origin, name: app, resources: { /: { GET: { kind: echo } } } }\n')
  await page.locator('main').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByRole('textbox', { name: 'Name of this playground' })).toHaveValue('Dropped')
  await expect(await sendFromComposer(page, 'GET', '/')).toContainText('200')
})

test('a participant that is removed while it answers: the client is told, and what it sent before stays readable', async ({ served: { page } }) => {
  await openPlayground(page)
  await tab(page, 'Playgrounds')
  await page.getByRole('button', { name: /^A gateway with a canary/ }).click()
  await box(page, 'canary').click()
  await page.getByRole('button', { name: 'Ask this one' }).click()
  await page.getByRole('combobox', { name: 'Method', exact: true }).fill('GET')
  await page.getByRole('textbox', { name: 'Target', exact: true }).fill('/api/status/200?delay=30000')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop waiting' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(drawing(page).getByRole('radio')).toHaveCount(2)
  await expect(answers(page)).toContainText('GET /api/status/200?delay=30000')
  await expect(page.getByText('The topology was changed or left while this request was under way').first()).toBeVisible()
  await expect(page.getByRole('radio', { name: /^canary.*: no answer$/ })).toBeVisible()
  await lookAt(page, 'playground-removed')
  await expect(await sendFromComposer(page, 'GET', '/widgets')).toContainText(/200.*stable/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(box(page, 'canary')).toBeVisible()
  await answers(page).first().click()
  await expect(page.getByRole('radio', { name: /^canary.*: no answer$/ })).toBeVisible()
})
