// Screenshots of the main views are kept as test output, to be looked at.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'

const FOLDER = join(import.meta.dirname, '..', 'output', 'pictures')

/** Saves what is to be seen now as `test/output/pictures/NAME.png`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
}
