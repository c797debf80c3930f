// A field's value read as its definition has it.
import { FIELD_FACTS, type FieldSyntax } from '../explained/field-facts.ts'
import * as older from './older.ts'
import { faulty, type Reading } from './reading.ts'
import { readStructured } from './structured.ts'

const READERS: Readonly<Partial<Record<FieldSyntax, (value: string) => Reading>>> = {
  item: value => readStructured('item', value), list: value => readStructured('list', value), dictionary: value => readStructured('dictionary', value),
  members: older.readMembers, directives: older.readDirectives, pairs: older.readPairs, date: older.readDateValue, 'date-or-seconds': older.readDateOrSeconds,
  number: older.readNumber, 'media-type': older.readMediaType, 'entity-tag': older.readEntityTag, 'entity-tags': older.readEntityTags, authority: older.readAuthority,
  via: older.readVia, forwarded: older.readForwarded, links: older.readLinks, range: older.readRange, cookies: older.readCookies, 'set-cookie': older.readSetCookie,
  credentials: older.readCredentials, challenges: older.readChallenges, product: older.readProducts, json: readJson,
}

/** @returns what the value of one field line says; undefined where nothing is known of how it is written, or it is one word or free text. */
export function readField(name: string, value: string): Reading | undefined {
  const facts = FIELD_FACTS.get(name.toLowerCase())
  return facts && READERS[facts.syntax]?.(value)
}

function readJson(value: string): Reading {
  try {
    JSON.parse(value)
    return { members: [] }
  } catch {
    return faulty('json')
  }
}
