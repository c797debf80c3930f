// What one exchange says about its method.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import { TOKEN } from '../../../model/token.ts'
import { exchangeRule, found, wireRule, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

/** Fields that prove who one is (RFC 9110 §9.3.8 names credentials and cookies). */
const SECRETS = ['authorization', 'proxy-authorization', 'cookie']
const MEANINGLESS_CONTENT = new Set(['GET', 'HEAD', 'DELETE'])

export const methodRules: readonly UnthemedRule[] = [
  wireRule('method-not-token', 'error', 'RFC 9110 §9.1', s =>
    s.request && !TOKEN.test(s.method) && found(s.start('request'), { method: s.method })),
  exchangeRule('method-case', 'warning', 'RFC 9110 §9.1', s =>
    s.request && isOtherCase(s.method) && found(s.place('request', s.request.methodRange), { method: s.method, like: s.method.toUpperCase() })),
  exchangeRule('method-unregistered', 'note', 'RFC 9110 §16.1.1', s =>
    s.request && TOKEN.test(s.method) && !isOtherCase(s.method) && !isRegistered(s) && found(s.place('request', s.request.methodRange), { method: s.method })),
  exchangeRule('content-without-meaning', 'warning', 'RFC 9110 §9.3.1', s =>
    MEANINGLESS_CONTENT.has(s.method) && s.length('request') > 0 && found([s.start('request'), s.content('request')], { method: s.method })),
  exchangeRule('trace-with-content', 'error', 'RFC 9110 §9.3.8', s =>
    s.method === 'TRACE' && s.length('request') > 0 && found([s.start('request'), s.content('request')])),
  exchangeRule('trace-with-secrets', 'error', 'RFC 9110 §9.3.8', s => {
    const [name] = s.method === 'TRACE' ? SECRETS.filter(field => s.has('request', field)) : []
    return name !== undefined && found(s.at('request', name), { name })
  }),
  exchangeRule('trace-reflects-secrets', 'warning', 'RFC 9110 §9.3.8', s => {
    const reflected = s.method === 'TRACE' && s.isSuccess ? s.text('response').toLowerCase() : ''
    const [name] = reflected === '' ? [] : SECRETS.filter(field => s.has('request', field) && reflected.includes(`${field}:`))
    return name !== undefined && found([s.content('response'), ...s.at('request', name)], { name })
  }),
  exchangeRule('trace-answered', 'note', 'RFC 9110 §9.3.8', s =>
    s.method === 'TRACE' && s.isSuccess && found(s.start('response'), { status: s.status })),
  wireRule('connect-with-framing', 'error', 'RFC 9110 §9.3.6', s => {
    const [name] = s.method === 'CONNECT' && s.isSuccess ? ['content-length', 'transfer-encoding'].filter(field => s.has('response', field)) : []
    return name !== undefined && found(s.at('response', name), { name })
  }),
  exchangeRule('options-content-untyped', 'error', 'RFC 9110 §9.3.7', s =>
    s.method === 'OPTIONS' && s.length('request') > 0 && s.lacks('request', 'content-type') && found(s.start('request'))),
  exchangeRule('options-without-allow', 'warning', 'RFC 9110 §9.3.7', s =>
    s.method === 'OPTIONS' && s.target !== '*' && s.isSuccess && !isPreflight(s) && s.lacks('response', 'allow') && found(s.start('response'))),
  exchangeRule('max-forwards-in-vain', 'note', 'RFC 9110 §7.6.2', s =>
    s.method !== 'TRACE' && s.method !== 'OPTIONS' && s.has('request', 'max-forwards') && found(s.at('request', 'max-forwards'), { method: s.method })),
  wireRule('range-in-vain', 'note', 'RFC 9110 §14.2', s =>
    s.request && s.method !== 'GET' && s.has('request', 'range') && found(s.at('request', 'range'), { method: s.method })),
]

function isRegistered(s: Subject): boolean {
  return REGISTERED_METHODS.has(s.method)
}

function isOtherCase(method: string): boolean {
  return !REGISTERED_METHODS.has(method) && REGISTERED_METHODS.has(method.toUpperCase())
}

/** A browser's question before a cross-origin request; it asks about its own fields, not about Allow. */
function isPreflight(s: Subject): boolean {
  return s.has('request', 'access-control-request-method')
}
