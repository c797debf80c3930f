// The typed caller, provided once by `main.ts`. Only stores take it.
import { inject, type InjectionKey } from 'vue'
import type { Core } from './keep-connected.ts'

export const CORE: InjectionKey<Core> = Symbol('core')

/** @throws Error outside an app that provides a core, which is a fault of ours. */
export function useCore(): Core {
  const core = inject(CORE)
  if (!core) throw new Error('no core was provided')
  return core
}
