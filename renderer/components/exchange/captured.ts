// Most of the page is there for captures, so it comes while the first request is still to be sent.
import { fetchShown } from '../app/fetch-later.ts'

export const ExchangeCaptured = fetchShown(() => import('./ExchangeCaptured.vue'))
