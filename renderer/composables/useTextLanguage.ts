// The language of an author's texts, which may be another than that of the interface around them: each says it where it stands.
import { inject, provide, type InjectionKey } from 'vue'

type Told = () => string | undefined
const TOLD: InjectionKey<Told> = Symbol('language of texts')

/** Says in which language the texts below are. */
export function tellTextsIn(language: Told): void {
  provide(TOLD, language)
}

/** @returns the language of an author's text that stands here; undefined where the interface itself speaks. */
export function useTextLanguage(): Told {
  return inject(TOLD, () => undefined)
}
