// What stands between the prose of a text: each comes with the first text that has one.
import { fetchShown } from '../app/fetch-later.ts'

export const BlockQuestion = fetchShown(() => import('./BlockQuestion.vue'))
export const BlockExchange = fetchShown(() => import('./BlockExchange.vue'))
export const BlockMatrix = fetchShown(() => import('./BlockMatrix.vue'))
export const BlockEdits = fetchShown(() => import('./BlockEdits.vue'))
export const BlockLadder = fetchShown(() => import('./BlockLadder.vue'))
export const BlockAside = fetchShown(() => import('./BlockAside.vue'))
export const BlockPicture = fetchShown(() => import('./BlockPicture.vue'))
