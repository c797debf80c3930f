// Parts of a lab that nobody sees who has just begun.
import { fetchLater, fetchShown } from '../app/fetch-later.ts'

export const LabTopology = fetchShown(() => import('./LabTopology.vue'))
export const LabAnew = fetchLater(() => import('./LabAnew.vue'), undefined)
export const LabLanguage = fetchLater(() => import('./LabLanguage.vue'), undefined)
export const LabStillOpen = fetchLater(() => import('./LabStillOpen.vue'), undefined)
export const LabDone = fetchShown(() => import('./LabDone.vue'))
