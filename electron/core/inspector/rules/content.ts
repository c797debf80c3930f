// What answers say in their content, errors above all.
import { reasonPhrase } from '../../../model/status.ts'
import { SIDES } from '../grammar.ts'
import { exchangeRule, found, wireRule, type UnthemedRule } from '../rule.ts'
import type { Side, Subject } from '../subject.ts'
import { pathIn, stackIn } from './leaks.ts'

const PROBLEM = 'application/problem+json'
/** The members that RFC 9457 §3.1 defines, with the type that each must have. */
const MEMBERS: Readonly<Record<string, 'string' | 'number'>> = { type: 'string', title: 'string', status: 'number', detail: 'string', instance: 'string' }

export const contentRules: readonly UnthemedRule[] = [
  exchangeRule('error-untyped', 'warning', 'RFC 9110 §8.3', s => s.isError && isUntyped(s, 'response') && found([s.start('response'), s.content('response')], { status: s.status })),
  exchangeRule('content-untyped', 'warning', 'RFC 9110 §8.3', s => SIDES.flatMap(side =>
    !(side === 'response' && s.isError) && isUntyped(s, side) ? [found([s.start(side), s.content(side)])] : [])),
  // A HAR file may have been saved without contents.
  wireRule('error-without-content', 'warning', 'RFC 9110 §15.5', s =>
    s.isError && s.method !== 'HEAD' && s.isHeadWhole('response') && s.isContentWhole('response') && s.length('response') === 0 && found(s.start('response'), { status: s.status })),
  exchangeRule('problem-not-json', 'error', 'RFC 9457 §3', s =>
    s.mediaType('response') === PROBLEM && s.length('response') > 0 && isReadable(s) && !objectOf(s) && found([...s.at('response', 'content-type'), s.content('response')])),
  exchangeRule('problem-status-differs', 'error', 'RFC 9457 §3.1.2', s => {
    const status = problemOf(s)?.['status']
    return typeof status === 'number' && status !== s.status && found([s.content('response'), s.start('response')], { said: status, status: s.status })
  }),
  exchangeRule('problem-member-mistyped', 'error', 'RFC 9457 §3.1', s => {
    const problem = problemOf(s)
    const name = problem && Object.keys(MEMBERS).find(member => Object.hasOwn(problem, member) && typeof problem[member] !== MEMBERS[member])
    return name !== undefined && found(s.content('response'), { name, wanted: MEMBERS[name] ?? '' })
  }),
  exchangeRule('problem-type-relative', 'note', 'RFC 9457 §3.1.1', s => {
    const type = problemOf(s)?.['type']
    return typeof type === 'string' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(type) && found(s.content('response'), { type })
  }),
  exchangeRule('problem-blank-title', 'warning', 'RFC 9457 §4.2.1', s => {
    const { type = 'about:blank', title } = problemOf(s) ?? { type: '' }
    const phrase = reasonPhrase(s.status)
    return type === 'about:blank' && typeof title === 'string' && phrase !== '' && title !== phrase && found(s.content('response'), { title, phrase })
  }),
  exchangeRule('problem-unclaimed', 'note', 'RFC 9457 §3', s => {
    const problem = s.isError && s.mediaType('response') === 'application/json' && isReadable(s) ? objectOf(s) : undefined
    return problem && problem['status'] === s.status && typeof problem['title'] === 'string' && (Object.hasOwn(problem, 'type') || Object.hasOwn(problem, 'detail'))
      && found([...s.at('response', 'content-type'), s.content('response')])
  }),
  exchangeRule('problem-with-success', 'warning', 'RFC 9457 §3', s =>
    s.status >= 200 && s.status < 400 && s.mediaType('response') === PROBLEM && found([s.start('response'), ...s.at('response', 'content-type')], { status: s.status })),
  exchangeRule('json-unreadable', 'error', 'RFC 8259 §2', s => SIDES.flatMap(side =>
    isJsonType(s.mediaType(side)) && s.mediaType(side) !== PROBLEM && s.length(side) > 0 && s.isContentWhole(side) && !s.has(side, 'content-encoding') && s.json(side) === undefined
      ? [found([...s.at(side, 'content-type'), s.content(side)])] : [])),
  exchangeRule('leak-of-stack', 'error', 'RFC 9457 §5', s => {
    const leak = s.isError && isShown(s) ? stackIn(s.text('response')) : undefined
    return leak && found([s.content('response'), s.start('response')], { text: leak.text, status: s.status })
  }),
  exchangeRule('leak-of-path', 'warning', 'RFC 9457 §5', s => {
    const leak = s.isError && isShown(s) && !stackIn(s.text('response')) ? pathIn(s.text('response')) : undefined
    return leak && !s.target.includes(leak.text.replace(/^[^\w/]/, '')) && found([s.content('response'), s.start('response')], { text: leak.text, status: s.status })
  }),
  exchangeRule('501-is-a-crash', 'warning', 'RFC 9110 §15.6.1', s =>
    s.status === 501 && isShown(s) && stackIn(s.text('response')) && found([s.start('response'), s.content('response')])),
  exchangeRule('error-in-other-type', 'note', 'RFC 9110 §12.5.1', s => {
    const accepted = s.list('request', 'accept')
    const type = s.mediaType('response')
    return s.isError && s.length('response') > 0 && type === 'text/html' && accepted.length > 0 && accepted.every(member => isJsonType(member.split(';')[0]?.trim() ?? ''))
      && found([...s.at('response', 'content-type'), ...s.at('request', 'accept')], { type })
  }),
  wireRule('coding-unlike-content', 'error', 'RFC 9110 §8.4.1', s =>
    s.value('response', 'content-encoding')?.toLowerCase() === 'gzip' && s.length('response') > 1 && !s.text('response').startsWith('\x1f\x8b')
      && found([...s.at('response', 'content-encoding'), s.content('response')])),
  wireRule('coding-not-accepted', 'warning', 'RFC 9110 §12.5.3', s => {
    const accepted = s.list('request', 'accept-encoding').map(member => member.split(';')[0]?.trim())
    const coding = s.list('response', 'content-encoding').find(member => !accepted.includes(member) && !accepted.includes(`x-${member}`))
    return s.has('request', 'accept-encoding') && coding !== undefined && coding !== 'identity' && !accepted.includes('*')
      && found([...s.at('response', 'content-encoding'), ...s.at('request', 'accept-encoding')], { coding })
  }),
  wireRule('coding-identity', 'warning', 'RFC 9110 §8.4', s => SIDES.flatMap(side => s.list(side, 'content-encoding').includes('identity') ? [found(s.at(side, 'content-encoding'))] : [])),
]

function isUntyped(s: Subject, side: Side): boolean {
  return s.length(side) > 0 && s.lacks(side, 'content-type') && s.method !== 'TRACE' && s.method !== 'CONNECT'
}

function isJsonType(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json')
}

/** Whether the content can be judged: all of it is here, and it is not compressed. */
function isReadable(s: Subject): boolean {
  return s.isContentWhole('response') && !s.has('response', 'content-encoding')
}

function isShown(s: Subject): boolean {
  return s.length('response') > 0 && !s.has('response', 'content-encoding')
}

function objectOf(s: Subject): Readonly<Record<string, unknown>> | undefined {
  const value = s.json('response')?.value
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined
}

function problemOf(s: Subject): Readonly<Record<string, unknown>> | undefined {
  return s.mediaType('response') === PROBLEM && isReadable(s) ? objectOf(s) : undefined
}
