// How this person likes the workbench: language, theme, size, shell, keys, and the sizes of the regions.
import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { flag, having, number, oneOf, text } from '../../electron/model/shape.ts'
import { useRemembered } from '../composables/useRemembered.ts'
import { speak } from '../composables/useWords.ts'
import { LANGUAGES, languageFor, type Spoken } from '../locales/languages.ts'

export const THEMES = ['system', 'light', 'dark'] as const
/** More contrast than usual, also where the system wants it. */
export const CONTRASTS = ['system', 'more'] as const
/** `projector` is for the last row. */
export const SIZES = ['usual', 'large', 'projector'] as const
const Tongue = oneOf('system', 'pseudo', ...Object.keys(LANGUAGES) as Exclude<Spoken, 'pseudo'>[])

/** Shares in percent; 0 is folded. */
const Regions = having<{ step: number; composer: number }>({ step: number(0, 100), composer: number(0, 100) })

export const useSettings = defineStore('settings', () => {
  const theme = useRemembered('theme', oneOf(...THEMES), 'system')
  const contrast = useRemembered('contrast', oneOf(...CONTRASTS), 'system')
  const size = useRemembered('size', oneOf(...SIZES), 'usual')
  const shell = useRemembered('shell', oneOf('sh', 'cmd', 'powershell'), navigator.userAgent.includes('Windows') ? 'powershell' : 'sh')
  /** Keys without Ctrl can get in the way of speech input (WCAG 2.1.4), so they can be turned off. */
  const letterKeys = useRemembered('letter-keys', flag, true)
  const regions = useRemembered('regions', Regions, { step: 40, composer: 32 })

  /** Of the interface. */
  const tongue = useRemembered('tongue', Tongue, 'system')
  const spokenNow = computed(() => (tongue.value === 'system' ? languageFor(navigator.languages) : tongue.value))
  /** Of labs' texts, where a lab has it; empty for that of the interface. A pack without it speaks its first. */
  const language = useRemembered('language', text(40), '')
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
