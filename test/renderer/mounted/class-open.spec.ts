// @vitest-environment happy-dom
// What is said while many files are read: the bar and its figure go on, and a screen reader is told a few times only.
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import ClassOpen from '../../../renderer/components/class/ClassOpen.vue'
import { words } from '../../../renderer/composables/useWords.ts'
import { useClassResults } from '../../../renderer/stores/class-results.ts'
import { scriptedCore } from '../../support/scripted-core.ts'

async function saidAmong(of: number): Promise<{ readonly heard: readonly string[]; readonly seen: readonly string[] }> {
  scriptedCore({})
  const results = useClassResults()
  const open = mount(ClassOpen, { props: { side: 'now' }, global: { plugins: [words] } })
  const [heard, seen] = [new Set<string>(), new Set<string>()]
  for (let done = 0; done < of; done += 1) {
    results.progress = { side: 'now', what: 'files', done, of, isRunning: true }
    await nextTick()
    heard.add(open.get('[role=status]').text())
    seen.add(open.get('.count').text())
  }
  expect([open.get('progress').attributes('value'), open.get('.count').attributes('aria-hidden')]).toEqual([String(of - 1), 'true'])
  return { heard: [...heard], seen: [...seen] }
}

it('each quarter of many files is said, and every file is seen', async () => {
  const { heard, seen } = await saidAmong(1_000)
  expect(heard).toEqual(['0 of 1,000 files', '250 of 1,000 files', '500 of 1,000 files', '750 of 1,000 files'])
  expect([seen.length, seen.at(-1)]).toEqual([1_000, '999 of 1,000 files'])
})

it('of a few files only the beginning is said', async () => {
  expect((await saidAmong(30)).heard).toEqual(['0 of 30 files'])
})
