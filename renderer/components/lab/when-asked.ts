// Parts of a lab that nobody sees who has just begun.
import { fetchShown } from '../app/fetch-later.ts'

export const LabTopology = fetchShown(() => import('./LabTopology.vue'))
export const LabDone = fetchShown(() => import('./LabDone.vue'))
