import type { contentTexts } from '../../../model/rules-en/content.ts'
import { x, type Examples } from './written.ts'

const problem = (value: unknown, status = '501') => x('BREW /', `${status}|Content-Type: application/problem+json||${JSON.stringify(value)}`)
const page = (content: string, status = '500') => x('GET /b', `${status}|Content-Type: text/html||${content}`)
const NODE = 'Error: no|    at run (/srv/app/server.js:10:5)|    at next (node:internal/a:1:1)'
const JAVA = 'java.lang.IllegalStateException: no|\tat com.example.App.run(App.java:12)|'

export const contentExamples: Examples<keyof typeof contentTexts> = {
  'error-untyped': { yes: [x('GET /', '404||not here')], no: [x('GET /', '404|Content-Type: text/plain||not here'), x('GET /', '404'), x('GET /', '200||here')] },
  'content-untyped': { yes: [x('GET /', '200||here'), x('POST /||x', '204')], no: [x('GET /', '200|Content-Type: text/plain||here'), x('GET /', '404||x'), x('GET /', '200')] },
  'error-without-content': { yes: [x('GET /', '404'), x('BREW /', '501')], no: [x('GET /', '404|Content-Type: text/plain||no'), x('HEAD /', '404'), x('GET /', '200'), x('GET /', '404|Content-Length: 5', { ending: 'reset' }), x('GET /', '404', { source: 'import' })] },
  'problem-not-json': { yes: [x('BREW /', '501|Content-Type: application/problem+json||no'), problem([1])], no: [problem({ status: 501 }), x('BREW /', '501|Content-Type: application/problem+json|Content-Length: 99||{'), x('BREW /', '501|Content-Type: text/plain||no')] },
  'problem-status-differs': { yes: [problem({ status: 500 })], no: [problem({ status: 501 }), problem({ title: 'x' }), problem({ status: '500' })] },
  'problem-member-mistyped': { yes: [problem({ status: '501' }), problem({ title: 1 })], no: [problem({ status: 501, title: 'Not Implemented', type: 'about:blank' }), problem({ extra: 1 })] },
  'problem-type-relative': { yes: [problem({ type: '/problems/x' })], no: [problem({ type: 'about:blank' }), problem({ type: 'https://a.example/x' }), problem({})] },
  'problem-blank-title': { yes: [problem({ title: 'Oh no' }), problem({ type: 'about:blank', title: 'Oh no' })], no: [problem({ title: 'Not Implemented' }), problem({ type: 'https://a.example/x', title: 'Oh no' }), x('GET /', '404|Content-Type: application/json||{"title":"Oh no"}')] },
  'problem-unclaimed': {
    yes: [x('BREW /', '501|Content-Type: application/json||{"type":"about:blank","title":"Not Implemented","status":501}')],
    no: [problem({ type: 'about:blank', title: 'x', status: 501 }), x('BREW /', '501|Content-Type: application/json||{"error":"no"}'), x('GET /', '200|Content-Type: application/json||{"title":"a","status":501,"detail":"b"}')],
  },
  'problem-with-success': { yes: [problem({ status: 501 }, '200')], no: [problem({ status: 501 }), x('GET /', '200|Content-Type: application/json||{}')] },
  'json-unreadable': { yes: [x('GET /', '200|Content-Type: application/json||{'), x('POST /|Content-Type: application/merge-patch+json||x', '400')], no: [x('GET /', '200|Content-Type: application/json||{}'), x('GET /', '200|Content-Type: application/json'), x('GET /', '200|Content-Type: application/json|Content-Encoding: gzip||\x1f\x8b')] },
  'leak-of-stack': {
    yes: [
      page(NODE), page(JAVA), page('<pre>Error: no<br> &nbsp; &nbsp;at run (file:///srv/app/server.js:10:5)</pre>'), page('Traceback (most recent call last):|  File "/srv/app.py", line 3, in run'),
      page('java.lang.Error|\tcom.example.App.run(App.java:12)|'), page('panic: no|', '501'), page('goroutine 1 [running]:'), page("app.rb:3:in `run'"), page('no at /srv/app.pl line 3.'), page('#0 /srv/a.php(3): run()'),
      page('   at Example.App.Run(String a) in C:\\src\\App.cs:line 12'),
    ],
    no: [page('Internal Server Error. Look at the clock (again).'), page(NODE, '200'), page('We open at 9:30:00 (most recent call first)'), x('GET /', `500|Content-Type: text/plain|Content-Encoding: gzip||${NODE}`)],
  },
  'leak-of-path': { yes: [page('cannot open /var/www/app/index.php'), page('cannot open C:\\inetpub\\app\\web.config'), page('ENOENT: "file:///srv/a"')], no: [page('nothing at /b'), page('see /docs/errors/500'), page(NODE), page('cannot open /var/www/app', '200'), x('GET /var/www/app', '404|Content-Type: text/plain||nothing at /var/www/app')] },
  '501-is-a-crash': { yes: [page(NODE, '501')], no: [page(NODE, '500'), page('PATCH is not built yet.', '501')] },
  'error-in-other-type': { yes: [x('GET /|Accept: application/json', '404|Content-Type: text/html||<p>')], no: [x('GET /|Accept: application/json, */*', '404|Content-Type: text/html||<p>'), x('GET /', '404|Content-Type: text/html||<p>'), x('GET /|Accept: application/json', '404|Content-Type: application/problem+json||{}')] },
  'coding-unlike-content': { yes: [x('GET /', '200|Content-Encoding: gzip||hello')], no: [x('GET /', '200|Content-Encoding: gzip||\x1f\x8b\x08'), x('GET /', '200|Content-Encoding: br||hello'), x('HEAD /', '200|Content-Encoding: gzip|Content-Length: 9')] },
  'coding-not-accepted': { yes: [x('GET /|Accept-Encoding: gzip', '200|Content-Encoding: br||x')], no: [x('GET /|Accept-Encoding: gzip, br;q=0.5', '200|Content-Encoding: br||x'), x('GET /', '200|Content-Encoding: br||x'), x('GET /|Accept-Encoding: *', '200|Content-Encoding: br||x')] },
  'coding-identity': { yes: [x('GET /', '200|Content-Encoding: identity||x')], no: [x('GET /|Accept-Encoding: identity', '200||x')] },
}
