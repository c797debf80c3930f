// What the shelf of requests opens on.
import { fetchShown } from '../app/fetch-later.ts'

export const ShelfEarlier = fetchShown(() => import('./ShelfEarlier.vue'))
export const ShelfSaved = fetchShown(() => import('./ShelfSaved.vue'))
export const ShelfPaste = fetchShown(() => import('./ShelfPaste.vue'))
