// Each view while it waits for the core, when the core fails, and with more contrast: a picture of each in light and dark, and no finding of axe.
import type { Page } from 'playwright/test'
import { lookAt, takePicture } from './picture.ts'
import { expect, test } from './served.ts'

/** Where it is, and what says that it waits; the handbook is part of the page and waits for nobody. */
const VIEWS = [
  { name: 'home', hash: '#/home', waits: 'Looking for your labs…' },
  { name: 'lab', hash: '#/lab/reproduce-501', waits: 'The lab\'s server is being started.' },
  { name: 'playground', hash: '#/playground', waits: 'Opening…' },
  { name: 'server', hash: '#/server', waits: 'Opening…' },
  { name: 'capture', hash: '#/capture', waits: 'Opening…' },
  { name: 'rules', hash: '#/rules', waits: 'Looking for the rules…' },
] as const

type Mood = 'works' | 'waits' | 'fails'

/** A lane to the core that does what `mood` says; what the app is, is always told. */
async function layLane(page: Page): Promise<(mood: Mood) => void> {
  let now: Mood = 'works'
  await page.routeWebSocket(/\/bridge$/, socket => {
    const core = socket.connectToServer()
    socket.onMessage(message => {
      const frame = JSON.parse(String(message)) as { kind: string; id?: number; name?: string }
      if (frame.kind !== 'call' || now === 'works' || frame.name === 'app.describe') core.send(message)
      else if (now === 'fails') socket.send(JSON.stringify({ kind: 'failure', id: frame.id, failure: { code: 'unavailable', message: 'the disk cannot be read' } }))
    })
  })
  return mood => { now = mood }
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(to => { location.hash = to }, hash)
  await page.reload()
}

test('each view says that it waits, and what failed, and how to go on', async ({ served: { page } }) => {
  test.setTimeout(400_000)
  const be = await layLane(page)
  for (const { name, hash, waits } of VIEWS) {
    be('waits')
    await goTo(page, hash)
    await expect(page.getByText(waits)).toBeVisible()
    await lookAt(page, `waits-${name}`)
    be('fails')
    await page.reload()
    await expect(page.getByText('the disk cannot be read')).toBeVisible()
    await lookAt(page, `fails-${name}`)
    be('works')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('the disk cannot be read')).toHaveCount(0)
    await expect(page.getByText(waits)).toHaveCount(0)
  }
})

test('each view is there with more contrast', async ({ served: { page } }) => {
  await page.emulateMedia({ contrast: 'more' })
  for (const { name, hash } of [...VIEWS, { name: 'handbook', hash: '#/handbook/501' }]) {
    await page.evaluate(to => { location.hash = to }, hash)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await takePicture(page, `contrast-${colorScheme}-${name}`)
    }
  }
})
