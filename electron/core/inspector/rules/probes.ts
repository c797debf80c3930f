// What only several exchanges with one server show: what it says about its methods, held against what it did.
import { REGISTERED_METHODS } from '../../../model/methods.ts'
import type { Captured } from '../captured.ts'
import { members } from '../../../model/list-members.ts'
import { captureRule, found, type Found, type UnthemedRule } from '../rule.ts'
import type { Subject } from '../subject.ts'

type Group = readonly Subject[]

export const probeRules: readonly UnthemedRule[] = [
  captureRule('allow-names-refused', 'error', 'RFC 9110 §10.2.1', c => overResources(c, group => {
    const said = lists(group)
    return oncePerMethod(group.filter(isRefusal), refused => {
      const promise = said.find(({ s, allow }) => s !== refused && allow.has(refused.method))?.s
      return promise && found([refused.start('response'), ...promise.at('response', 'allow')], { method: refused.method, status: refused.status })
    })
  })),
  captureRule('allow-omits-taken', 'error', 'RFC 9110 §15.5.6', c => overResources(c, group => omitted(group, s => s.status === 405))),
  captureRule('options-omits-taken', 'warning', 'RFC 9110 §9.3.7', c => overResources(c, group => omitted(group, s => s.method === 'OPTIONS' && s.isSuccess))),
  captureRule('allow-differs', 'warning', 'RFC 9110 §10.2.1', c => overResources(c, group => {
    const [first, other] = lists(group)
    return first && other ? [found([...other.s.at('response', 'allow'), ...first.s.at('response', 'allow')], { one: other.text, other: first.text })] : []
  })),
  captureRule('501-implemented', 'warning', 'RFC 9110 §9.1', c => overServers(c, group => refusedBut(group, 501, s => s.isSuccess))),
  captureRule('501-and-405', 'warning', 'RFC 9110 §9.1', c => overServers(c, group => refusedBut(group, 501, s => s.status === 405))),
  captureRule('404-for-method', 'warning', 'RFC 9110 §15.5.6', c => overResources(c, group => {
    const seen = group.find(s => s.method === 'GET' && s.isSuccess)
    // Whoever made or removed it in between is the reason, not the method.
    if (!seen || group.some(s => isUnsafe(s) && s.isSuccess)) return []
    return oncePerMethod(group.filter(s => s.status === 404 && s.method !== 'GET' && s.method !== 'HEAD'), s =>
      found([s.start('response'), seen.start('response')], { method: s.method }))
  })),
  captureRule('head-refused', 'error', 'RFC 9110 §9.1', c => overResources(c, group => {
    const get = group.find(s => s.method === 'GET' && s.isSuccess)
    const head = get && group.find(s => s.method === 'HEAD' && (s.status === 405 || s.status === 501 || (REFUSES_ASKED.has(s.status) && s.target === get.target && sameAsked(s, get) && !isChangedBetween(group, s, get))))
    return head ? [found([head.start('response'), get.start('response')], { status: head.status })] : []
  })),
  captureRule('head-unlike-get', 'warning', 'RFC 9110 §9.3.2', c => overResources(c, group => {
    const get = group.find(s => s.method === 'GET' && s.status === 200)
    const head = get && group.find(s => s.method === 'HEAD' && s.status === 200 && s.target === get.target && sameAsked(s, get))
    // Of content that a HAR file holds decoded nobody knows the length.
    const compared = ['content-type', 'etag', ...(head?.exchange.source === 'import' ? [] : ['content-length'])]
    const name = head && compared.find(field => {
      const [one, other] = [head.value('response', field), get.value('response', field)]
      return one !== undefined && other !== undefined && one !== other
    })
    return name === undefined || !head || group.some(s => isUnsafe(s) && s.isSuccess) ? [] : [found([...head.at('response', name), ...get.at('response', name)], { name })]
  })),
  captureRule('vary-unsaid', 'warning', 'RFC 9110 §12.5.5', c => overResources(c, group => {
    const gets = group.filter(s => s.method === 'GET' && s.status === 200)
    const [first] = gets
    return NEGOTIATED.flatMap(({ asked, chosen }) => {
      const other = first && gets.find(s => s.target === first.target && s.value('request', asked) !== first.value('request', asked)
        && s.value('response', chosen) !== first.value('response', chosen) && !varies(s, asked))
      return other ? [found([...other.at('response', chosen), ...first.at('response', chosen), ...other.at('request', asked)], { chosen, asked })] : []
    })
  })),
  captureRule('501-repeated', 'note', 'RFC 9110 §15.6.2', c => overServers(c, group => {
    const first = new Map<string, Subject>()
    return group.flatMap(s => {
      if (s.status !== 501) return []
      const key = s.exchange.requestBytes
      const before = first.get(key)
      if (before) return [found([s.start('response'), before.start('response')], { method: s.method })]
      first.set(key, s)
      return []
    })
  })),
]

const NEGOTIATED = [
  { asked: 'accept', chosen: 'content-type' },
  { asked: 'accept-language', chosen: 'content-language' },
  { asked: 'accept-encoding', chosen: 'content-encoding' },
] as const

function overServers({ servers }: Captured, look: (group: Group) => readonly Found[]): Found[] {
  return servers.flatMap(look)
}

function overResources({ resources }: Captured, look: (group: Group) => readonly Found[]): Found[] {
  return resources.flatMap(look)
}

/** Statuses that answer the target or the request as a whole, so that GET of the same has to get them too (RFC 9110 §9.3.2). */
const REFUSES_ASKED = new Set([400, 404, 410])

/** Something that may change the resource succeeded between the two, so both may be right. */
function isChangedBetween(group: Group, one: Subject, other: Subject): boolean {
  const [first, last] = [group.indexOf(one), group.indexOf(other)].sort((a, b) => a - b)
  return group.slice(first, last).some(s => isUnsafe(s) && s.isSuccess)
}

/** Each method once: the same lie is not told again for every request. */
function oncePerMethod(group: Group, look: (subject: Subject) => Found | undefined): Found[] {
  const seen = new Set<string>()
  return group.flatMap(s => {
    const answer = seen.has(s.method) ? undefined : look(s)
    if (answer) seen.add(s.method)
    return answer ? [answer] : []
  })
}

/** A method that the resource took, although an answer that lists what it takes leaves it out. */
function omitted(group: Group, isListing: (subject: Subject) => boolean): Found[] {
  const said = lists(group.filter(isListing))
  return oncePerMethod(group.filter(s => s.isSuccess && !NOT_OF_ONE_RESOURCE.has(s.method)), taken => {
    // A server that takes Get for GET lists GET.
    const list = said.find(({ allow }) => !allow.has(taken.method) && !allow.has(taken.method.toUpperCase()))?.s
    return list && found([...list.at('response', 'allow'), taken.start('response')], { method: taken.method, status: taken.status })
  })
}

/** TRACE, OPTIONS and CONNECT may be answered by the server for all resources, and so be left out of what one resource takes. */
const NOT_OF_ONE_RESOURCE = new Set(['TRACE', 'OPTIONS', 'CONNECT'])

/** A method that was refused with `status` here, though another answer of the same server says that it implements it. */
function refusedBut(group: Group, status: number, tells: (subject: Subject) => boolean): Found[] {
  const telling = new Map(group.filter(s => s.method !== 'CONNECT' && tells(s)).map(s => [s.method, s]))
  return oncePerMethod(group.filter(s => s.status === status && !isOtherReason(s)), s => {
    const other = telling.get(s.method)
    return other && found([s.start('response'), other.start('response')], { method: s.method, here: s.target, there: other.target, status: other.status })
  })
}

/** A 501 may be about a transfer coding (RFC 9112 §6.1) or a range (RFC 9110 §14.5) instead of the method. */
function isOtherReason(s: Subject): boolean {
  return s.has('request', 'transfer-encoding') || s.has('request', 'content-range')
}

function isRefusal(s: Subject): boolean {
  return s.status === 405 || (s.status === 501 && !isOtherReason(s))
}

function isUnsafe(s: Subject): boolean {
  return REGISTERED_METHODS.get(s.method) !== 'safe'
}

interface List { readonly s: Subject; readonly allow: ReadonlySet<string>; readonly text: string }

/** A resource that says something else each time shows it in a few answers too. */
const MOST_LISTS = 32

/** @returns the answers that list what is allowed, each list once: as a set, since order means nothing. */
function lists(group: Group): List[] {
  const byText = new Map<string, List>()
  for (const s of group) {
    const value = byText.size < MOST_LISTS ? s.value('response', 'allow') : undefined
    if (value === undefined) continue
    const allow = new Set(members(value))
    const text = [...allow].sort().join(', ')
    if (!byText.has(text)) byText.set(text, { s, allow, text })
  }
  return [...byText.values()]
}

function varies(s: Subject, name: string): boolean {
  const vary = s.list('response', 'vary')
  return vary.includes('*') || vary.includes(name)
}

/** Whether two requests could be told apart by what they negotiate. */
function sameAsked(one: Subject, other: Subject): boolean {
  return [...NEGOTIATED.map(({ asked }) => asked), 'range', 'if-none-match', 'authorization', 'cookie'].every(name => one.value('request', name) === other.value('request', name))
}
