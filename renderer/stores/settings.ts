// How this person likes the workbench: language, theme, size, shell, keys, and the sizes of the regions.
import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { z } from 'zod'
import { useRemembered } from '../composables/useRemembered.ts'
import { speak } from '../composables/useWords.ts'
import { LANGUAGES, languageFor, type Spoken } from '../locales/languages.ts'

export const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** More contrast than usual, also where the system wants it. */
export const Contrast = z.enum(['system', 'more'])
/** `projector` is for the last row. */
export const Size = z.enum(['usual', 'large', 'projector'])
const Tongue = z.enum(['system', 'pseudo', ...Object.keys(LANGUAGES) as Exclude<Spoken, 'pseudo'>[]])

/** Shares in percent; 0 is folded. */
const Regions = z.object({ step: z.number().min(0).max(100), composer: z.number().min(0).max(100) })

export const useSettings = defineStore('settings', () => {
  const theme = useRemembered('theme', Theme, 'system')
  const contrast = useRemembered('contrast', Contrast, 'system')
  const size = useRemembered('size', Size, 'usual')
  const shell = useRemembered('shell', z.enum(['sh', 'cmd', 'powershell']), navigator.userAgent.includes('Windows') ? 'powershell' : 'sh')
  /** Keys without Ctrl can get in the way of speech input (WCAG 2.1.4), so they can be turned off. */
  const letterKeys = useRemembered('letter-keys', z.boolean(), true)
  const regions = useRemembered('regions', Regions, { step: 40, composer: 32 })

  /** Of the interface. */
  const tongue = useRemembered('tongue', Tongue, 'system')
  const spokenNow = computed(() => (tongue.value === 'system' ? languageFor(navigator.languages) : tongue.value))
  /** Of labs' texts, where a lab has it; empty for that of the interface. A pack without it speaks its first. */
  const language = useRemembered('language', z.string().max(40), '')
  const spoken = computed(() => (language.value !== '' ? { language: language.value } : spokenNow.value === 'en' || spokenNow.value === 'pseudo' ? {} : { language: spokenNow.value }))

  const media = matchMedia('(prefers-contrast: more)')
  const wantsContrast = ref(media.matches)
  media.addEventListener('change', () => { wantsContrast.value = media.matches })
  watchEffect(() => {
    const contrastNow = contrast.value === 'more' || wantsContrast.value ? 'more' : 'usual'
    Object.assign(document.documentElement.dataset, { theme: theme.value, contrast: contrastNow, size: size.value })
  })
  watchEffect(() => void speak(spokenNow.value))

  return { theme, contrast, size, shell, letterKeys, regions, tongue, spokenNow, language, spoken }
})
