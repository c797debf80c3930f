// Two contents: JSON member by member, text word by word, anything else octet by octet. However big or hostile they are, the work is bounded.
import { marked, plain, shortened, type Found, type Says } from './compared.ts'
import { comparedTexts } from './compared-text.ts'

/** One content as far as it is here. */
export interface Body { readonly octets: Uint8Array; readonly isProblem: boolean; readonly isCoded: boolean }
export interface FoundPart extends Found { readonly name: string }

const MOST_NODES = 5_000
const MOST_ROWS = 200
const MOST_DEPTH = 60
/** Members of problem details that say what is said elsewhere too, and where (RFC 9457 §3.1). */
const PROBLEM: Readonly<Record<string, string>> = { type: 'RFC 9457 §3.1.1', status: 'RFC 9457 §3.1.2', title: 'RFC 9457 §3.1.3', detail: 'RFC 9457 §3.1.4', instance: 'RFC 9457 §3.1.5' }

/** @returns nothing where neither has content. */
export function comparedContent(one: Body, other: Body): FoundPart[] {
  if (one.octets.length === 0 && other.octets.length === 0) return []
  const [text, otherText] = [textOf(one), textOf(other)]
  if (one.octets.length === 0 || other.octets.length === 0) {
    const shown = (body: Body, of: string | undefined) => (body.octets.length === 0 ? undefined : marked(of ?? octetsAt(body.octets, 0)))
    return [{ name: '', values: [shown(one, text), shown(other, otherText)], kind: 'differs', says: { word: 'compare.says-only-content' } }]
  }
  if (isSame(one.octets, other.octets)) return [{ name: '', values: [plain(text ?? octetsAt(one.octets, 0)), plain(otherText ?? octetsAt(other.octets, 0))], kind: 'same' }]
  const [json, otherJson] = [jsonOf(text), jsonOf(otherText)]
  if (json && otherJson) return jsonRows(json.value, otherJson.value, one.isProblem || other.isProblem, [text ?? '', otherText ?? ''])
  if (text !== undefined && otherText !== undefined) return [{ name: '', values: comparedTexts(text, otherText), kind: 'differs', says: { word: 'compare.says-content' } }]
  const at = firstDifference(one.octets, other.octets)
  return [{ name: '', values: [marked(octetsAt(one.octets, at)), marked(octetsAt(other.octets, at))], kind: 'differs', says: { word: 'compare.says-octets', blanks: { at } } }]
}

function jsonRows(one: unknown, other: unknown, isProblem: boolean, texts: readonly [string, string]): FoundPart[] {
  const rows: FoundPart[] = []
  const waiting: { path: string; depth: number; pair: readonly [unknown, unknown] }[] = [{ path: '', depth: 0, pair: [one, other] }]
  let nodes = 0
  let isWhole = true
  let [same, different] = [0, 0]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    nodes += 1
    if (nodes > MOST_NODES || different >= MOST_ROWS) {
      isWhole = false
      break
    }
    const { path, depth, pair: [was, is] } = next
    const [members, others] = [membersOf(was), membersOf(is)]
    if (members && others && Array.isArray(was) === Array.isArray(is) && depth < MOST_DEPTH) {
      const names = [...new Set([...members.keys(), ...others.keys()])].slice(0, MOST_NODES)
      for (const name of names.reverse()) waiting.push({ path: pathTo(path, name, Array.isArray(was)), depth: depth + 1, pair: [members.has(name) ? members.get(name) : ABSENT, others.has(name) ? others.get(name) : ABSENT] })
      continue
    }
    const found = leaf(path, was, is, isProblem)
    if (found.kind === 'same') same += 1
    else different += 1
    if (found.kind !== 'same' || same <= MOST_ROWS) rows.push(found)
  }
  if (!isWhole) rows.push({ name: '', values: [plain('…'), plain('…')], kind: 'alike', says: { word: 'compare.says-too-much' } })
  if (isWhole && different === 0) return [{ name: '', values: [plain(texts[0]), plain(texts[1])], kind: 'alike', says: { word: 'compare.says-json-alike', section: 'RFC 8259 §2' } }, ...rows]
  return rows
}

const ABSENT = Symbol('absent')

function leaf(name: string, was: unknown, is: unknown, isProblem: boolean): FoundPart {
  const [text, otherText] = [shown(was), shown(is)]
  if (text === undefined || otherText === undefined) return { name, values: [text === undefined ? undefined : marked(text), otherText === undefined ? undefined : marked(otherText)], kind: 'differs', says: memberSays(name, isProblem, 'compare.says-only-one') }
  if (text === otherText) return { name, values: [plain(text), plain(otherText)], kind: 'same' }
  return { name, values: comparedTexts(text, otherText), kind: 'differs', says: memberSays(name, isProblem, 'compare.says-value') }
}

function memberSays(name: string, isProblem: boolean, otherwise: 'compare.says-only-one' | 'compare.says-value'): Says {
  const section = isProblem && Object.hasOwn(PROBLEM, name) ? PROBLEM[name] : undefined
  return section === undefined ? { word: otherwise } : { word: `compare.says-problem-${name as 'type' | 'status' | 'title' | 'detail' | 'instance'}`, section }
}

/** What is nested deeper than anything sensible is not written out again. */
function shown(value: unknown): string | undefined {
  if (value === ABSENT) return undefined
  try {
    return shortened(JSON.stringify(value))
  } catch {
    return '…'
  }
}

/** Of arrays by position, of objects by name. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined
}

function pathTo(path: string, name: string, isArray: boolean): string {
  if (isArray) return `${path}[${name}]`
  const plainName = /^[\w$-]+$/.test(name) ? name : JSON.stringify(shortened(name))
  return path === '' ? plainName : `${path}.${plainName}`
}

function jsonOf(text: string | undefined): { readonly value: unknown } | undefined {
  if (text === undefined || !/^\s*[[{]/.test(text)) return undefined
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** @returns the text, or undefined for what is coded, is no UTF-8, or has signs that no text has. */
function textOf({ octets, isCoded }: Body): string | undefined {
  if (isCoded) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets)
    return /[\0-\x08\x0e-\x1f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && firstDifference(one, other) === one.length

function firstDifference(one: Uint8Array, other: Uint8Array): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

/** A few octets from one on, as hexadecimal. */
function octetsAt(octets: Uint8Array, at: number): string {
  return Array.from(octets.subarray(at, at + 16), octet => octet.toString(16).padStart(2, '0')).join(' ')
}
