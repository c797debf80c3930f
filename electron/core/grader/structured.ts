// A field as a Structured Field (RFC 9651): what it is depends on the field, so it is read as whichever kind is asked for.
import { DisplayString, parseDictionary, parseItem, parseList, Token, type Dictionary, type InnerList, type Item } from 'structured-headers'
import type { BareMatch, ItemMatch } from '../../model/condition.ts'
import { boundsInSigns, isWithin } from './matchers/number.ts'
import { octets } from './matchers/text.ts'

export interface Structured {
  readonly item: Item | undefined
  readonly list: readonly (Item | InnerList)[] | undefined
  readonly dictionary: Dictionary | undefined
}

/** @param value all field lines, combined by commas (RFC 9651 §4.2) */
export function readStructured(value: string): Structured {
  return { item: read(() => parseItem(value)), list: read(() => parseList(value)), dictionary: read(() => parseDictionary(value)) }
}

/** @returns whether a member is what is wanted, value and parameters. An inner list has no value that could be compared. */
export function isItem(wanted: ItemMatch, [value, params]: Item | InnerList): boolean {
  if (typeof wanted !== 'object') return isBare(wanted, value)
  return (wanted.value === undefined || isBare(wanted.value, value))
    && Object.entries(wanted.params ?? {}).every(([name, match]) => params.has(name) && isBare(match, params.get(name)))
    && (wanted.lacks ?? []).every(name => !params.has(name))
}

/** @returns what is wanted as it would stand in the field, or nearly so. */
export function itemInWords(wanted: ItemMatch): string {
  if (typeof wanted !== 'object') return String(wanted)
  const { value, params = {}, lacks = [] } = wanted
  return [
    value === undefined ? '*' : bareInWords(value),
    ...Object.entries(params).map(([name, match]) => match === true ? name : `${name}=${bareInWords(match)}`),
    ...lacks.map(name => `no ${name}`),
  ].join('; ')
}

function isBare(wanted: BareMatch, value: unknown): boolean {
  if (typeof wanted === 'object') return isNumber(value) && isWithin(wanted, Number(value))
  if (typeof wanted === 'boolean') return value === wanted
  if (typeof wanted === 'number') return value instanceof Date ? value.getTime() === wanted * 1_000 : Number(value) === wanted && isNumber(value)
  return textOf(value) === octets(wanted)
}

function isNumber(value: unknown): value is number | Date {
  return typeof value === 'number' || value instanceof Date
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (value instanceof Token || value instanceof DisplayString) return value.toString()
  return value instanceof ArrayBuffer ? btoa(String.fromCharCode(...new Uint8Array(value))) : undefined
}

function bareInWords(wanted: BareMatch): string {
  return typeof wanted === 'object' ? boundsInSigns(wanted) : String(wanted)
}

/** What does not read is no Structured Field of that kind; the field may still be something else. */
function read<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
  }
}
