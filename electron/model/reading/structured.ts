// Structured Fields (RFC 9651) as members; the grammar itself is the library's.
import { DisplayString, parseDictionary, parseItem, parseList, Token, type BareItem, type InnerList, type Item, type Parameters } from 'structured-headers'
import { toBase64 } from '../bytes.ts'
import { faulty, type Reading, type ReadMember, type ReadParam, type ReadValue } from './reading.ts'

/** @param kind as the field's definition has it */
export function readStructured(kind: 'item' | 'list' | 'dictionary', value: string): Reading {
  try {
    if (kind === 'item') return { members: [memberOf(parseItem(value))] }
    if (kind === 'list') return { members: parseList(value).map(member => memberOf(member)) }
    return { members: [...parseDictionary(value)].map(([name, member]) => memberOf(member, name)) }
  } catch (error) {
    return faulty('structured', Math.min(placeOf(error), value.length))
  }
}

/** The library tells the place in its sentence only. */
function placeOf(error: unknown): number {
  return Number(/ at offset (\d+)$/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0)
}

function memberOf(member: Item | InnerList, name?: string): ReadMember {
  const value: ReadValue = isInner(member) ? { kind: 'inner-list', text: innerText(member[0]) } : valueOf(member[0])
  return { ...(name !== undefined && { name }), value, params: paramsOf(member[1]) }
}

function isInner(member: Item | InnerList): member is InnerList {
  return Array.isArray(member[0])
}

function innerText(items: readonly Item[]): string {
  return items.map(([bare, params]) => [valueOf(bare).text, ...paramsOf(params).map(({ name, value }) => (value ? `${name}=${value.text}` : name))].join('; ')).join(', ')
}

function paramsOf(params: Parameters): ReadParam[] {
  // A parameter that is true is written as its name alone (RFC 9651 §3.1.2).
  return [...params].map(([name, value]) => ({ name, value: value === true ? undefined : valueOf(value) }))
}

function valueOf(bare: BareItem): ReadValue {
  if (bare instanceof Token) return { kind: 'token', text: bare.toString() }
  if (bare instanceof DisplayString) return { kind: 'display-string', text: bare.toString() }
  if (bare instanceof Date) return { kind: 'date', text: bare.toUTCString() }
  if (bare instanceof ArrayBuffer) return { kind: 'bytes', text: toBase64(new Uint8Array(bare)) }
  if (typeof bare === 'string') return { kind: 'string', text: bare }
  return { kind: typeof bare === 'number' ? 'number' : 'boolean', text: String(bare) }
}
