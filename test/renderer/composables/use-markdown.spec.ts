// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { useMarkdown } from '../../../renderer/composables/useMarkdown.ts'

const Prose = defineComponent({
  props: { text: { type: String, required: true } },
  setup(props) {
    const { parts } = useMarkdown(() => props.text, value => value)
    return () => h('p', parts.value.map(part => (part.kind === 'prose' ? part.fragment.textContent : part.kind)))
  },
})

it('once the renderer is there a text is laid out in the turn in which it changes: no frame is without it', async () => {
  const shown = mount(Prose, { props: { text: 'the first step' } })
  await expect.poll(() => shown.text()).toBe('the first step')
  await flushPromises()
  const changed = shown.setProps({ text: 'the second step' })
  await nextTick()
  expect(shown.text()).toBe('the second step')
  await changed
  // Whoever comes later has it at once.
  expect(mount(Prose, { props: { text: 'another' } }).text()).toBe('another')
})
