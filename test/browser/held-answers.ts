// Answers of the core that a test holds back, as a slow machine would: what a person does meanwhile must not be undone when they come.
import { expect, type Page } from 'playwright/test'

interface Frame { readonly kind: string; readonly id?: number; readonly name?: string }

export interface Held {
  /** Until one has come, which the page waits for. */
  readonly asked: () => Promise<void>
  /** Lets those go that have come, and every later one: when there is one. */
  readonly letGo: () => Promise<void>
}

/** Opens the page anew, with a hand on its lane. @returns a function that holds back every answer to a call of a name from then on */
export async function heldAnswers(page: Page): Promise<(name: string) => Held> {
  const names = new Map<number, string>()
  const held = new Map<string, (() => void)[]>()
  await page.routeWebSocket(/\/bridge$/, socket => {
    const core = socket.connectToServer()
    socket.onMessage(text => {
      const { kind, id, name } = JSON.parse(String(text)) as Frame
      if (kind === 'call' && id !== undefined && name !== undefined) names.set(id, name)
      core.send(text)
    })
    core.onMessage(text => {
      const { kind, id } = JSON.parse(String(text)) as Frame
      const waiting = kind === 'event' || id === undefined ? undefined : held.get(names.get(id) ?? '')
      if (waiting) waiting.push(() => socket.send(text))
      else socket.send(text)
    })
  })
  await page.reload()
  await expect(page.locator('#main:not([aria-busy=true])')).toBeVisible()
  return name => {
    const waiting: (() => void)[] = []
    held.set(name, waiting)
    const asked = () => expect.poll(() => waiting.length).toBeGreaterThan(0)
    return {
      asked,
      async letGo() {
        await asked()
        if (held.get(name) === waiting) held.delete(name)
        for (const send of waiting) send()
      },
    }
  }
}
