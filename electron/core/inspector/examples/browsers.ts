import type { browserTexts } from '../../../model/rules-en/browsers.ts'
import { x, type Examples } from './written.ts'

const says = (...fields: readonly string[]) => x('GET /', `200|${fields.join('|')}`)
const typed = (type: string, content: string) => x('GET /', `200|Content-Type: ${type}||${content}`)
const PREFLIGHT = 'OPTIONS /|Origin: https://b.example|Access-Control-Request-Method: PUT'
const PNG = '\x89PNG\r\n\x1a\n....'

export const browserExamples: Examples<keyof typeof browserTexts> = {
  'type-unlike-content': { yes: [typed('text/plain', PNG), typed('image/png', '<!doctype html><p>'), typed('text/javascript', '<html><p>no'), typed('image/png', 'not a picture')], no: [typed('image/png', PNG), typed('text/plain', '<!doctype html><p>'), typed('text/html', '<!doctype html>'), typed('application/octet-stream', PNG)] },
  'preflight-incomplete': { yes: [x('GET /|Access-Control-Request-Method: PUT', '200'), x('OPTIONS /|Origin: https://b.example|Access-Control-Request-Headers: a', '200')], no: [x(PREFLIGHT, '204')] },
  'preflight-fields-alone': { yes: [says('Access-Control-Allow-Methods: GET')], no: [x(PREFLIGHT, '204|Access-Control-Allow-Methods: PUT'), says('Access-Control-Allow-Origin: *')] },
  'allowed-origin-list': { yes: [says('Access-Control-Allow-Origin: https://a.example, https://b.example')], no: [says('Access-Control-Allow-Origin: *'), says('Access-Control-Allow-Origin: https://a.example')] },
  'origin-not-allowed': { yes: [x('GET /|Origin: https://a.example', '200|Access-Control-Allow-Origin: https://b.example')], no: [x('GET /|Origin: https://a.example', '200|Access-Control-Allow-Origin: https://a.example'), x('GET /|Origin: https://a.example', '200|Access-Control-Allow-Origin: *'), says('Access-Control-Allow-Origin: https://b.example')] },
  'credentials-not-true': { yes: [says('Access-Control-Allow-Credentials: false'), says('Access-Control-Allow-Credentials: True')], no: [says('Access-Control-Allow-Credentials: true')] },
  'any-origin-with-credentials': { yes: [says('Access-Control-Allow-Origin: *', 'Access-Control-Allow-Credentials: true')], no: [says('Access-Control-Allow-Origin: https://a.example', 'Access-Control-Allow-Credentials: true'), says('Access-Control-Allow-Origin: *')] },
  'csp-unsafe': { yes: [says("Content-Security-Policy: script-src 'self' 'unsafe-inline'"), says("Content-Security-Policy-Report-Only: default-src 'unsafe-eval'")], no: [says("Content-Security-Policy: script-src 'unsafe-inline' 'nonce-abc'"), says("Content-Security-Policy: style-src 'unsafe-inline'")] },
  'csp-open': { yes: [says('Content-Security-Policy: script-src *'), says('Content-Security-Policy: img-src http:')], no: [says("Content-Security-Policy: script-src 'self' https://a.example"), says('Content-Security-Policy: img-src https://*.a.example')] },
  'csp-directive-twice': { yes: [says("Content-Security-Policy: img-src 'self'; img-src https:")], no: [says("Content-Security-Policy: img-src 'self'", 'Content-Security-Policy: img-src https:'), says("Content-Security-Policy: img-src 'self'; script-src 'self'")] },
  'csp-report-uri': { yes: [says("Content-Security-Policy: default-src 'self'; report-uri /csp")], no: [says("Content-Security-Policy: default-src 'self'; report-to csp", 'Reporting-Endpoints: csp="https://a.example/csp"')] },
  'report-nowhere': { yes: [says("Content-Security-Policy: default-src 'self'; report-to csp"), says('Cross-Origin-Opener-Policy: same-origin; report-to="coop"', 'Reporting-Endpoints: csp="https://a.example/csp"')], no: [says("Content-Security-Policy: default-src 'self'; report-to csp", 'Reporting-Endpoints: csp="https://a.example/csp"'), says("Content-Security-Policy: default-src 'self'; report-to csp", 'Report-To: {"group":"csp","max_age":1,"endpoints":[]}')] },
  'reporting-unreadable': { yes: [says('Reporting-Endpoints: csp="http://a.example/csp"'), says('Report-To: {"group":"csp"}'), says('NEL: yes')], no: [says('Reporting-Endpoints: csp="https://a.example/csp"'), says('Report-To: {"max_age":1,"endpoints":[{"url":"https://a.example"}]}', 'NEL: {"report_to":"default","max_age":1}')] },
  'isolation-unknown': { yes: [says('Cross-Origin-Embedder-Policy: required'), says('Cross-Origin-Opener-Policy: SAME-ORIGIN')], no: [says('Cross-Origin-Embedder-Policy: require-corp; report-to="a"', 'Cross-Origin-Opener-Policy: same-origin')] },
  'resource-policy-unknown': { yes: [says('Cross-Origin-Resource-Policy: none')], no: [says('Cross-Origin-Resource-Policy: same-site')] },
  'sniffing-unknown': { yes: [says('X-Content-Type-Options: no')], no: [says('X-Content-Type-Options: nosniff')] },
  'frame-options-unknown': { yes: [says('X-Frame-Options: none')], no: [says('X-Frame-Options: DENY'), says('X-Frame-Options: sameorigin')] },
  'clearing-unknown': { yes: [says('Clear-Site-Data: cookies'), says('Clear-Site-Data:')], no: [says('Clear-Site-Data: "cookies", "storage"')] },
  'permission-unreadable': { yes: [says('Permissions-Policy: camera=("self")'), says('Permissions-Policy: camera=none'), says('Permissions-Policy: camera')], no: [says('Permissions-Policy: camera=(), geolocation=(self "https://a.example"), usb=self, fullscreen=*')] },
  'permission-for-all': { yes: [says('Permissions-Policy: camera=*')], no: [says('Permissions-Policy: camera=(self), fullscreen=*')] },
  'referrer-policy-unknown': { yes: [says('Referrer-Policy: none')], no: [says('Referrer-Policy: brand-new, no-referrer')] },
  'referrer-policy-unsafe': { yes: [says('Referrer-Policy: unsafe-url')], no: [says('Referrer-Policy: unsafe-url, no-referrer')] },
  'speculation-unreadable': { yes: [says('Speculation-Rules: rules'), says('Speculation-Rules: "http://a.example/rules"')], no: [says('Speculation-Rules: "/rules.json"')] },
  'server-timing-unreadable': { yes: [says('Server-Timing: db; dur=fast')], no: [says('Server-Timing: db; dur=5.2; desc="a", cache')] },
  'transport-security-off': { yes: [says('Strict-Transport-Security: max-age=0')], no: [says('Strict-Transport-Security: max-age=31536000')] },
  'transport-security-directive': { yes: [says('Strict-Transport-Security: max-age=1; max-age=2'), says('Strict-Transport-Security: max-age=1; includeSubDomains=yes')], no: [says('Strict-Transport-Security: max-age=1; includeSubDomains; preload')] },
}
