// @vitest-environment happy-dom
// The capture as a file: what is asked of the core, and that a late answer to an earlier choice is not shown.
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { CallFailed } from '../../../electron/contract/failure.ts'
import { useAttempt } from '../../../renderer/stores/attempt.ts'
import { useSavingCapture } from '../../../renderer/stores/saving-capture.ts'
import { attemptView, scriptedCore } from '../../support/scripted-core.ts'

describe('saving a capture', () => {
  it('asks without secrets, shows the answer to the latest choice only, and forgets it', async () => {
    const waiting: ((text: string) => void)[] = []
    const { asked } = scriptedCore({
      'attempts.open': () => Promise.resolve(attemptView()),
      'captures.export': () => new Promise(resolve => waiting.push(text => resolve({ name: 'a', text, redacted: [], left: [] }))),
    })
    const saving = useSavingCapture()
    await saving.make()
    expect(waiting).toEqual([])
    await useAttempt().open('first')
    const first = saving.make()
    saving.form = 'har'
    saving.keepsSecrets = true
    const second = saving.make()
    await flushPromises()
    await expect.poll(() => waiting.length).toBe(2)
    waiting[1]?.('second')
    waiting[0]?.('first')
    await Promise.all([first, second])
    expect([saving.made?.text, asked.slice(-2).map(({ input }) => input)]).toEqual(['second', [{ attempt: 'a1', form: 'lab501', keepsSecrets: false }, { attempt: 'a1', form: 'har', keepsSecrets: true }]])
    saving.forget()
    expect(saving.made).toBeUndefined()
  })

  it('tells what the core says against it', async () => {
    scriptedCore({ 'attempts.open': () => Promise.resolve(attemptView()), 'captures.export': () => Promise.reject(new CallFailed('unavailable', 'no room')) })
    await useAttempt().open('first')
    await useSavingCapture().make()
    expect(useSavingCapture().fault).toBe('no room')
  })
})
