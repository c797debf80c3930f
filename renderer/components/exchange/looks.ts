// Looks at an exchange that somebody has to ask for.
import { fetchShown } from '../app/fetch-later.ts'

export const NotesPanel = fetchShown(() => import('../notes/NotesPanel.vue'))
export const ComparePanel = fetchShown(() => import('../compare/ComparePanel.vue'))
export const LadderPanel = fetchShown(() => import('../ladder/LadderPanel.vue'))
export const ChartsPanel = fetchShown(() => import('../charts/ChartsPanel.vue'))
