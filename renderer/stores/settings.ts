// How this person likes the workbench: theme, shell, keys, and the sizes of the regions.
import { defineStore } from 'pinia'
import { computed, watchEffect } from 'vue'
import { z } from 'zod'
import { useRemembered } from '../composables/useRemembered.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Shares in percent; 0 is folded. */
const Regions = z.object({ step: z.number().min(0).max(100), composer: z.number().min(0).max(100) })

export const useSettings = defineStore('settings', () => {
  const theme = useRemembered('theme', Theme, 'system')
  const shell = useRemembered('shell', z.enum(['sh', 'cmd', 'powershell']), navigator.userAgent.includes('Windows') ? 'powershell' : 'sh')
  /** Keys without Ctrl can get in the way of speech input (WCAG 2.1.4), so they can be turned off. */
  const letterKeys = useRemembered('letter-keys', z.boolean(), true)
  const regions = useRemembered('regions', Regions, { step: 40, composer: 32 })

  /** Of labs' texts, where a lab has it; empty for the first of each pack. */
  const language = useRemembered('language', z.string().max(40), '')
  const spoken = computed(() => (language.value === '' ? {} : { language: language.value }))

  watchEffect(() => { document.documentElement.dataset['theme'] = theme.value })

  return { theme, shell, letterKeys, regions, language, spoken }
})
