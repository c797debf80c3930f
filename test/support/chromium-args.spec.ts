// The browser of the tests asks nobody for anything: what Playwright turns off stays off, though Chromium hears only the last list of features.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PROJECT } from '../../electron/cli/opening/project.ts'
import { CHROMIUM_ARGS } from '../browser/chromium-args.ts'

it('has all that Playwright turns off, and two pages of the address bar', () => {
  const lists = CHROMIUM_ARGS.filter(one => one.startsWith('--disable-features='))
  expect(lists).toHaveLength(1)
  const off = lists[0]?.slice('--disable-features='.length).split(',') ?? []
  const source = readFileSync(join(PROJECT, 'node_modules/playwright-core/lib/coreBundle.js'), 'utf8')
  const own = [.../^ *disabledFeatures = \[([^\]]*)\]/m.exec(source)?.[1]?.matchAll(/^ *"(\w+)",?$/gm) ?? []].map(([, name]) => name ?? '')
  expect(own.length).toBeGreaterThan(10)
  expect(own).toContain('OptimizationHints')
  expect(off.filter(name => !own.includes(name))).toEqual(['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'])
  expect(own.filter(name => !off.includes(name))).toEqual([])
})
