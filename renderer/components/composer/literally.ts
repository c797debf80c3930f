// The field for literal octets, which is not there before somebody asks for it.
import { fetchShown } from '../app/fetch-later.ts'

export const ComposerRaw = fetchShown(() => import('./ComposerRaw.vue'))
