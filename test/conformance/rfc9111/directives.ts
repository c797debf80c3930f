// RFC 9111 §5: what requests and responses may demand; and what other RFCs add to it.
import { asked, date, may, must, reused, should, stored, validated, type Case } from './case.ts'

const FRESH = 'Cache-Control: max-age=60'
const SHORT = 'Cache-Control: max-age=2'
const wants = (directive: string) => ({ asks: [`Cache-Control: ${directive}`] })

export const DIRECTIVES: readonly Case[] = [
  may('§5.2.1.1', 'max-age of a request is heeded', stored(FRESH), reused({ wait: 5, ...wants('max-age=5') }), asked({ wait: 1, ...wants('max-age=5') })),
  may('§5.2.1.2', 'max-stale too', stored(SHORT), reused({ wait: 5, ...wants('max-stale=3') }), asked({ wait: 1, ...wants('max-stale=3') })),
  must('§4.2.4', 'max-stale does not outdo must-revalidate', stored('Cache-Control: max-age=2, must-revalidate'), asked({ wait: 3, ...wants('max-stale=60') })),
  may('§5.2.1.3', 'min-fresh too', stored(FRESH), reused({ wait: 5, ...wants('min-fresh=55') }), asked({ wait: 1, ...wants('min-fresh=55') })),
  may('§5.2.1.4', 'no-cache of a request validates', stored(FRESH, 'ETag: "a"'), validated([FRESH, 'ETag: "a"'], { ...wants('no-cache'), sent: { 'if-none-match': '"a"' } })),
  may('§5.2.1.5', 'no-store of a request is sent on, and leaves what is stored', stored(FRESH), asked(wants('no-store')), reused({ content: 'nth 1' })),
  should('§5.2.1.7', 'only-if-cached: 504 without asking', { from: 'cache', ...wants('only-if-cached'), status: 504 }, stored(FRESH), reused(wants('only-if-cached'))),
  may('§5.4', 'Pragma: no-cache counts where there is no Cache-Control', stored(FRESH), asked({ asks: ['Pragma: no-cache'] }), reused({ asks: ['Pragma: no-cache', 'Cache-Control: max-age=60'] })),
  may('§5.4', 'Pragma in a response says nothing', stored(FRESH, 'Pragma: no-cache'), reused()),
  may('§5.5', 'Warning is not sent', stored(SHORT), { from: 'store', wait: 3, reply: { breaks: 'before' }, has: { warning: undefined } }),

  must('§5.2.2.1', 'max-age=0 is stale at once', stored('Cache-Control: max-age=0', `Expires: ${date(60)}`), asked()),
  must('§5.2.2.2', 'must-revalidate: validated once it is stale, not before', stored('Cache-Control: max-age=2, must-revalidate', 'ETag: "a"'), reused({ wait: 1 }), validated([FRESH, 'ETag: "a"'], { wait: 3 })),
  must('§5.2.2.4', 'no-cache is never used without validation', stored('Cache-Control: no-cache, max-age=60', 'ETag: "a"'), validated([FRESH, 'ETag: "a"'], { sent: { 'if-none-match': '"a"' } })),
  must('§5.2.2.4', 'a field that no-cache names is not sent without validation', stored('Cache-Control: max-age=60, no-cache="x-me"', 'X-Me: 1', 'X-All: 2'), reused({ has: { 'x-me': undefined, 'x-all': '2' } })),
  must('§5.2.2.5', 'no-store, though it is fresh by everything else', stored('Cache-Control: no-store', 'Cache-Control: max-age=60', `Expires: ${date(60)}`), asked()),
  may('§5.2.2.5', 'a newer no-store leaves an older response in the store', stored(FRESH), asked({ ...wants('no-cache'), reply: { fields: ['Cache-Control: no-store'] } }), reused({ content: 'nth 1' })),
  must('§5.2.2.10', 's-maxage is as proxy-revalidate', stored('Cache-Control: s-maxage=2'), { from: 'cache', wait: 3, reply: { breaks: 'before' }, status: 502 }),

  must('RFC 9213 §2.2', 'CDN-Cache-Control takes the place of Cache-Control and Expires', stored('CDN-Cache-Control: max-age=1', 'Cache-Control: max-age=60', `Expires: ${date(60)}`), asked({ wait: 3 })),
  must('RFC 9213 §2.2', 'also when it allows more', stored('CDN-Cache-Control: max-age=60', 'Cache-Control: no-store'), reused({ has: { 'cdn-cache-control': 'max-age=60' } })),
  must('RFC 9213 §2.1', 'a targeted field that is not valid is ignored', stored('CDN-Cache-Control: max-age=60, &', 'Cache-Control: no-store'), asked()),
  may('RFC 8246 §2', 'immutable: a reload does not validate what is fresh', stored('Cache-Control: max-age=60, immutable'), reused(wants('max-age=0')), asked({ wait: 61, ...wants('max-age=0') })),
  may('RFC 9211 §2', 'Cache-Status says hit, or why it went on', { ...stored(FRESH), has: { 'cache-status': 'lab501;fwd=uri-miss;fwd-status=200;stored;ttl=60' } }, reused({ wait: 1, has: { 'cache-status': 'lab501;hit;ttl=59' } })),
]
