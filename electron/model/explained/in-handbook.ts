// Where the handbook tells more of what the viewer explains.
import { handbookLink, pageOfStatus, type HandbookLink } from '../handbook.ts'

/** By a field's name in small letters; only fields of which a page says something under that heading. */
export const FIELD_LINKS = {
  'accept-patch': 'handbook:415#fields-caching-retrying',
  'age': 'handbook:501#diagnose-it',
  'allow': 'handbook:405#what-it-guarantees-and-what-it-does-not',
  'cache-control': 'handbook:501#fields',
  'connection': 'handbook:426#fields-caching-retrying',
  'content-length': 'handbook:411#what-it-means',
  'content-type': 'handbook:415#what-it-means',
  'etag': 'handbook:428#fields-caching-retrying',
  'expect': 'handbook:417#what-it-means',
  'host': 'handbook:400#what-it-means',
  'if-match': 'handbook:428#what-it-means',
  'last-modified': 'handbook:501#caching',
  'proxy-status': 'handbook:502#fields-caching-retrying',
  'retry-after': 'handbook:503#fields-caching-retrying',
  'server': 'handbook:501#fields',
  'transfer-encoding': 'handbook:400#what-it-means',
  'upgrade': 'handbook:426#fields-caching-retrying',
  'via': 'handbook:501#fields',
  'www-authenticate': 'handbook:403#what-it-means',
} as const

/** @returns undefined for a field of which no page says anything */
export function fieldInHandbook(name: string): HandbookLink | undefined {
  const key = name.toLowerCase()
  return Object.hasOwn(FIELD_LINKS, key) ? handbookLink(FIELD_LINKS[key as keyof typeof FIELD_LINKS]) : undefined
}

/** @returns undefined for a code that has no page */
export function statusInHandbook(status: number): HandbookLink | undefined {
  const page = pageOfStatus(status)
  return page && { page }
}

/** Every method has its row there, and what holds for one that nobody registered stands above. */
export const METHODS_IN_HANDBOOK: HandbookLink = { page: 'methods' }
