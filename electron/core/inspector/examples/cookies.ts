import type { cookieTexts } from '../../../model/rules-en/cookies.ts'
import { x, type Examples } from './written.ts'

const sets = (...cookies: readonly string[]) => x('GET /', `200|Date: Sun, 06 Nov 1994 08:49:37 GMT|${cookies.map(cookie => `Set-Cookie: ${cookie}`).join('|')}`)

export const cookieExamples: Examples<keyof typeof cookieTexts> = {
  'cookie-attribute-unreadable': {
    yes: [sets('a=1; Max-Age=soon'), sets('a=1; Max-Age=060'), sets('a=1; Expires=tomorrow'), sets('a=1; Domain='), sets('a=1; SameSite=maybe')],
    no: [sets('a=1; Max-Age=0; Domain=.a.example; SameSite=lax'), sets('a=1; Expires=Mon, 07-Nov-1994 08:49:37 GMT'), sets('a=1; Expires=Mon, 7 Nov 1994 08:49:37 GMT')],
  },
  'cookie-attribute-unknown': { yes: [sets('a=1; Version=1'), sets('a=1; Priority=High')], no: [sets('a=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned;')] },
  'cookie-attribute-twice': { yes: [sets('a=1; Path=/; Path=/b')], no: [sets('a=1; Path=/', 'b=1; Path=/')] },
  'cookie-twice': { yes: [sets('a=1', 'a=2')], no: [sets('a=1', 'b=1'), sets('a=1; Path=/', 'a=2; Path=/b')] },
  'cookie-large': { yes: [sets(`a=${'x'.repeat(4_100)}`)], no: [sets(`a=${'x'.repeat(4_000)}`)] },
  'cookie-long-lived': { yes: [sets('a=1; Max-Age=63072000'), sets('a=1; Expires=Wed, 06 Nov 1996 08:49:37 GMT')], no: [sets('a=1; Max-Age=31536000'), sets('a=1; Max-Age=60; Expires=Wed, 06 Nov 1996 08:49:37 GMT')] },
  'cookie-needs-secure': { yes: [sets('a=1; SameSite=None'), sets('a=1; Partitioned'), sets('__Secure-a=1')], no: [sets('a=1; SameSite=None; Secure'), sets('__Secure-a=1; Secure'), sets('a=1; SameSite=Lax')] },
  'cookie-host-prefix': { yes: [sets('__Host-a=1; Secure; Path=/b'), sets('__Host-a=1; Secure; Path=/; Domain=a.example')], no: [sets('__Host-a=1; Secure; Path=/'), sets('__Secure-a=1; Secure; Domain=a.example')] },
}
