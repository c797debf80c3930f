// Parts of the page that the first lab does not load: each comes when it is shown, or before that, while nobody waits for anything.
import { defineAsyncComponent, shallowRef, type Component } from 'vue'
import AppFetching from './AppFetching.vue'

/** The app may be just going down, and be there again in a moment. */
const AGAIN_MS = 2_000
/** A page that is never idle gets them all the same. */
const LONGEST_IDLE_WAIT_MS = 1_000
const later: (() => Promise<unknown>)[] = []

/** Whether the view can be worked with: what nobody sees before that need not be there before that. */
export const isSettled = shallowRef(false)

/** @returns a component that is fetched when it is shown. @param meanwhile keeps its place; nothing, where it has none until somebody asks for it */
export function fetchLater<C extends Component>(load: () => Promise<{ readonly default: C }>, meanwhile: Component | undefined): C {
  later.push(load)
  return defineAsyncComponent({
    loader: async () => (await load()).default,
    delay: 0,
    ...(meanwhile && { loadingComponent: meanwhile }),
    onError: (_error, retry) => void setTimeout(retry, AGAIN_MS),
  })
}

/** @returns the same, where a place is kept that says so to who has waited. */
export function fetchShown<C extends Component>(load: () => Promise<{ readonly default: C }>): C {
  return fetchLater(load, AppFetching)
}

/** Said when the view can be worked with. Fetches what may be needed next, one after the other. */
export function settle(): void {
  requestIdleCallback(async () => {
    isSettled.value = true
    const load = later.shift()
    if (!load) return
    await load().catch(() => undefined)
    settle()
  }, { timeout: LONGEST_IDLE_WAIT_MS })
}
