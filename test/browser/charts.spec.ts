// The charts of all requests: each says in a table what it shows.
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { sendFromComposer as send } from './learner.ts'
import { takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ packs: join(import.meta.dirname, 'packs') })

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme })
    test(`how long answers took, and what requests became on each hop (${scheme})`, async ({ served: { page } }) => {
      await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeFocused()
      await page.evaluate(() => { location.hash = '#/lab/rollout' })
      await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('/orders')
      for (const [method, target] of [['GET', '/orders'], ['GET', '/orders'], ['PURGE', '/orders'], ['FROB', '/orders']] as const) await send(page, method, target)
      await page.getByRole('tab', { name: 'Charts' }).click()
      const latency = page.getByRole('table', { name: 'How long answers took' })
      await expect(latency.getByRole('rowheader')).toHaveText(['edge', 'gw', 'shop', 'shop'])
      await expect(latency.getByRole('row').nth(1)).toContainText(/edge\s*2xx\s*1/)
      const hops = page.getByRole('table', { name: 'What your requests became on each hop' })
      await expect(hops.getByRole('row')).toHaveText([/Hop/, /client → edge\s*4\s*1 ×/, /edge → gw\s*3\s*0\.75 ×/, /gw → shop\s*2\s*0\.5 ×/])
      await page.setViewportSize({ width: 1280, height: 1400 })
      await takePicture(page, `charts-${scheme}`)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  })
}
