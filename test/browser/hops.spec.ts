// One request through a cache, a gateway and an origin: where it went, who answered, where each byte changed, and what can be done to those who run.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright/test'
import { rowsOf, sendFromComposer as send } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

const wayOf = (page: Page): Locator => page.getByRole('radiogroup', { name: /^The way of this request/ })
const topology = (page: Page): Locator => page.getByLabel('Where the lab answers')

test.beforeEach(async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.evaluate(() => { location.hash = '#/lab/rollout' })
  await expect(page.getByRole('heading', { level: 1, name: 'Ask through three hops' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
})

async function axeFindings(page: Page, what: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, impact, nodes }) => `${what}: ${id} (${impact}) ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

test('a request through three hops: each hop by its bytes, each participant by what it changed', async ({ served: { page } }) => {
  await expect(await send(page, 'GET', '/orders')).toContainText(/200\s*GET \/orders.*shop\s*3 hops/)
  const way = wayOf(page)
  await expect(way.getByRole('radio')).toHaveText(['GET200', 'edge7 changes', 'GET200', 'gw6 changes', 'GET200', 'shopanswered'].map(text => new RegExp(text.replace(/\d+ changes/, String.raw`\d+ changes`))))
  await expect(way.getByRole('radio', { name: 'Hop from client to edge: GET, 200' })).toBeChecked()
  await expect(page.getByText('The request went client → edge → gw → shop. shop answered it. Not asked: shop-beta.')).toBeAttached()

  await way.getByRole('radio', { name: 'Hop from gw to shop: GET, 200' }).click()
  await expect(page.getByRole('region', { name: 'Request and response, laid out' })).toContainText('1.1 edge, 1.1 gw')
  await takePicture(page, 'hops-bytes')

  await way.getByRole('radio', { name: /^gw, gateway/ }).click()
  const changes = page.getByRole('region', { name: 'What gw changed' })
  await expect(changes).toContainText('The gateway forwarded the request to shop and passed its 200 on.')
  const asked = changes.getByRole('table').first()
  await expect(asked.getByRole('columnheader')).toHaveText(['Part', 'came in from edge', 'went out to shop'])
  await expect(asked.getByRole('row', { name: /^Via, changed/ }).locator('mark')).toHaveText([', 1.1 gw'])
  await expect(asked).toContainText('Everyone who forwards a message adds itself')
  await expect(changes.getByRole('table').last().getByRole('row', { name: /^Proxy-Status, added/ })).toContainText('gw; received-status=200; next-hop=shop')
  await takePicture(page, 'hops-changes')
  await changes.getByRole('button', { name: /^Show the/ }).first().click()
  await expect(asked.getByRole('row', { name: /, the same/ }).first()).toBeVisible()
})

test('who answers is seen: a store, a gateway that refuses, a gateway whose origin breaks off', async ({ served: { page } }) => {
  await send(page, 'GET', '/orders')
  await expect(await send(page, 'GET', '/orders')).toContainText(/edge\s*1 hop/)
  await wayOf(page).getByRole('radio', { name: 'edge, cache: answered' }).click()
  await expect(page.getByRole('region', { name: 'What edge changed' })).toContainText(/The answer is its own\. It asked nobody\. The cache answered with the 200 that it had stored/)
  await takePicture(page, 'hops-cache-hit')

  await expect(await send(page, 'PURGE', '/orders')).toContainText(/501\s*PURGE \/orders.*gw\s*2 hops/)
  await expect(await send(page, 'GET', '/broken')).toContainText(/502\s*GET \/broken.*gw\s*3 hops/)
  await wayOf(page).getByRole('radio', { name: 'gw, gateway: answered' }).click()
  await expect(page.getByRole('region', { name: 'What gw changed' })).toContainText('It asked shop, got no complete answer, and answered by itself.')
  await takePicture(page, 'hops-broken')
  await send(page, 'SEEK', '/orders')
  await wayOf(page).getByRole('radio', { name: /^gw, gateway/ }).click()
  await expect(page.getByRole('row', { name: /^start line, changed/ }).locator('mark')).toHaveText(['SEEK', 'GET'])
})

test('by keyboard: along the way with the arrows, and on through the list', async ({ served: { page } }) => {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rowsOf(page)).toHaveCount(1)
  const first = wayOf(page).getByRole('radio').first()
  for (let tries = 0; tries < 60 && !await first.evaluate(element => element === document.activeElement); tries += 1) await page.keyboard.press('Tab')
  await expect(first).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(wayOf(page).getByRole('radio', { name: /^edge, cache/ })).toBeFocused()
  await expect(page.getByRole('region', { name: 'What edge changed' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.getByRole('region', { name: 'What shop changed' })).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(first).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Control+Enter')
  await expect(rowsOf(page)).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'What edge changed' })).toBeHidden()
})

test('controls: the clock, a purge, a deployment, a death; each stands where it happened, also after a restart', async ({ served }) => {
  const { page } = served
  await send(page, 'GET', '/orders')
  await topology(page).getByRole('button', { name: 'Show the topology' }).click()
  await expect(topology(page).getByRole('rowheader')).toHaveText([/^edge\s*cache$/, /^gw\s*gateway$/, /^shop\s*origin$/, /^shop-beta\s*origin$/])
  await topology(page).getByRole('button', { name: '+ 1 minute on the lab\'s clock' }).click()
  await expect(topology(page).locator('time')).toContainText(/9:01:00.*UTC/)
  await expect(await send(page, 'GET', '/orders')).toContainText('3 hops')
  await topology(page).getByRole('button', { name: 'Deploy v2 to shop' }).click()
  await expect(await send(page, 'GET', '/orders')).toContainText('1 hop')
  await topology(page).getByRole('button', { name: 'Purge edge' }).click()
  await expect(await send(page, 'PATCH', '/orders')).toContainText('204')
  await topology(page).getByRole('switch').check()
  await expect(await send(page, 'GET', '/sale')).toContainText('200')
  await topology(page).getByRole('button', { name: 'Kill gw' }).focus()
  await page.keyboard.press('Enter')
  await expect(await send(page, 'GET', '/sale')).toContainText(/502\s*GET \/sale.*edge\s*2 hops/)
  await takePicture(page, 'controls')
  const said = ['The clock went forward by 1 minute', 'shop was deployed: v2', 'edge was purged: nothing is stored now', 'The toggle sale was turned on', 'gw was killed: it no longer listens']
  await expect(rowsOf(page).and(page.locator('[aria-disabled=true]'))).toHaveText(said)
  await expect(rowsOf(page).nth(1)).toHaveText('The clock went forward by 1 minute')

  const again = await served.reopen()
  await again.getByRole('link', { name: /^Continue: Who said 501/ }).click()
  await expect(rowsOf(again).and(again.locator('[aria-disabled=true]'))).toHaveText(said)
  await topology(again).getByRole('button', { name: 'Show the topology' }).click()
  await expect(topology(again).getByRole('row', { name: /^gw/ })).toContainText('killed')
  await topology(again).getByRole('button', { name: 'Restore gw' }).click()
  await topology(again).getByRole('button', { name: 'Drain shop', exact: true }).click()
  await expect(topology(again).getByRole('row', { name: /^shop origin/ })).toContainText('drained')
  await expect(await send(again, 'GET', '/sale')).toContainText(/503.*gw\s*2 hops/)
})

test('a prediction that came too late is asked for all the same, and says so', async ({ served: { page } }) => {
  await send(page, 'PATCH', '/orders')
  const group = page.getByRole('group', { name: 'What will happen?' })
  await expect(group).toContainText('It is sent already, and the server said 501.')
  await expect(group).toContainText('You can still say what you would have expected. It is noted, not scored.')
  await takePicture(page, 'prediction-late')
  await group.getByRole('radio', { name: '204 No Content' }).check()
  await expect(group).toContainText('Answered after the fact, so it is not scored.')
  await expect(group.getByRole('radio').first()).toBeDisabled()
})

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`axe finds nothing in the way, the changes and the controls (${scheme})`, async ({ served: { page } }) => {
      await send(page, 'GET', '/orders')
      await topology(page).getByRole('button', { name: 'Show the topology' }).click()
      await topology(page).getByRole('button', { name: 'Kill shop', exact: true }).click()
      await topology(page).getByRole('button', { name: '+ 1 day on the lab\'s clock' }).click()
      await send(page, 'GET', '/broken')
      await takePicture(page, `hops-controls-${scheme}`)
      const findings = await axeFindings(page, 'hop and controls')
      await topology(page).getByRole('button', { name: 'Hide the topology' }).click()
      await wayOf(page).getByRole('radio', { name: /^edge, cache/ }).click()
      await takePicture(page, `hops-edge-${scheme}`)
      findings.push(...await axeFindings(page, 'changes'))
      await page.setViewportSize({ width: 640, height: 400 })
      await wayOf(page).scrollIntoViewIfNeeded()
      await takePicture(page, `hops-narrow-${scheme}`)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect(findings).toEqual([])
    })
  })
}
