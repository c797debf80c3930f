import type { probeTexts } from '../../../model/rules-en/probes.ts'
import { x, type Examples } from './written.ts'

export const probeExamples: Examples<keyof typeof probeTexts> = {
  'allow-names-refused': {
    yes: [[x('OPTIONS /', '204|Allow: GET, PUT'), x('PUT /||x', '405|Allow: GET')], [x('PUT /?a', '501'), x('DELETE /', '405|Allow: GET, PUT')]],
    no: [
      [x('OPTIONS /', '204|Allow: GET'), x('PUT /||x', '405|Allow: GET')], [x('OPTIONS /', '204|Allow: PUT'), x('PUT /b||x', '405|Allow: GET')],
      [x('OPTIONS /', '204|Allow: PUT'), x('PUT /|Host: b||x', '405|Allow: GET')], [x('PUT /||x', '405|Allow: PUT')],
      [x('OPTIONS /', '204|Allow: PUT'), x('PUT /|Transfer-Encoding: gzip, chunked', '501')],
    ],
  },
  'allow-omits-taken': {
    yes: [[x('GET /', '200'), x('PUT /||x', '405|Allow: HEAD')], [x('PUT /||x', '405|Allow:'), x('GET /', '200')]],
    no: [[x('GET /', '200'), x('PUT /||x', '405|Allow: GET')], [x('Get /', '200'), x('PUT /||x', '405|Allow: GET')], [x('TRACE /', '200'), x('PUT /||x', '405|Allow: GET')], [x('GET /', '200'), x('BREW /', '501|Allow: PUT')]],
  },
  'options-omits-taken': { yes: [[x('OPTIONS /', '204|Allow: GET'), x('QUERY /||x', '200')]], no: [[x('OPTIONS /', '204|Allow: GET, QUERY'), x('QUERY /||x', '200')], [x('OPTIONS /', '204'), x('GET /', '200')], [x('OPTIONS /', '405|Allow: HEAD'), x('GET /', '200')]] },
  'allow-differs': { yes: [[x('OPTIONS /', '204|Allow: GET'), x('PUT /||x', '405|Allow: GET, HEAD')]], no: [[x('OPTIONS /', '204|Allow: HEAD, GET'), x('PUT /||x', '405|Allow: GET, HEAD')], [x('OPTIONS /', '204|Allow: GET'), x('PUT /b||x', '405|Allow: HEAD')]] },
  '501-implemented': {
    yes: [[x('PATCH /a||x', '501'), x('PATCH /b||x', '200')]],
    no: [[x('PATCH /a||x', '501'), x('PUT /b||x', '200')], [x('PATCH /a||x', '501'), x('PATCH /b|Host: b||x', '200')], [x('POST /a|Transfer-Encoding: gzip, chunked', '501'), x('POST /b||x', '200')], [x('PATCH /a||x', '501'), x('PATCH /b||x', '404')]],
  },
  '501-and-405': { yes: [[x('PATCH /a||x', '501'), x('PATCH /b||x', '405|Allow: GET')]], no: [[x('PATCH /a||x', '501'), x('PUT /b||x', '405|Allow: GET')], [x('PATCH /a||x', '405|Allow: GET'), x('PATCH /b||x', '405|Allow: GET')]] },
  '404-for-method': { yes: [[x('GET /a', '200'), x('PUT /a||x', '404')]], no: [[x('GET /a', '200'), x('PUT /b||x', '404')], [x('GET /a', '404'), x('PUT /a||x', '404')], [x('GET /a', '200'), x('DELETE /a', '204'), x('PUT /a||x', '404')], [x('GET /a', '200'), x('PUT /a||x', '405|Allow: GET')]] },
  'head-refused': { yes: [[x('GET /', '200'), x('HEAD /', '405|Allow: GET')], [x('HEAD /', '501'), x('GET /', '200')], [x('GET /', '200'), x('HEAD /', '404'), x('PUT /||x', '200')]], no: [[x('GET /', '200'), x('HEAD /', '200')], [x('GET /', '200'), x('DELETE /', '204'), x('HEAD /', '404')], [x('GET /', '200'), x('HEAD /?a', '404')], [x('GET /', '404'), x('HEAD /', '404')], [x('GET /', '405|Allow: PUT'), x('HEAD /', '405|Allow: PUT')]] },
  'head-unlike-get': {
    yes: [[x('GET /', '200|Content-Type: text/plain||x'), x('HEAD /', '200|Content-Type: text/html|Content-Length: 1')], [x('GET /', '200||x'), x('HEAD /', '200|Content-Length: 0')]],
    no: [
      [x('GET /', '200||x', { source: 'import' }), x('HEAD /', '200|Content-Length: 9', { source: 'import' })], [x('GET /', '200||x'), x('HEAD /', '200|Content-Length: 1')], [x('GET /', '200|ETag: "a"'), x('PUT /||x', '204'), x('HEAD /', '200|ETag: "b"')], [x('GET /|Accept: text/html', '200||x'), x('HEAD /', '200|Content-Length: 5')],
    ],
  },
  'vary-unsaid': {
    yes: [[x('GET /|Accept: text/html', '200|Content-Type: text/html||x'), x('GET /|Accept: application/json', '200|Content-Type: application/json||1')]],
    no: [
      [x('GET /|Accept: text/html', '200|Content-Type: text/html|Vary: Accept||x'), x('GET /|Accept: application/json', '200|Content-Type: application/json|Vary: accept||1')],
      [x('GET /|Accept: a/b', '200|Content-Type: text/html||x'), x('GET /|Accept: c/d', '200|Content-Type: text/html||x')],
    ],
  },
  '501-repeated': { yes: [[x('BREW /', '501'), x('BREW /', '501')]], no: [[x('BREW /', '501'), x('BREW /b', '501')], [x('GET /', '503'), x('GET /', '503')]] },
}
