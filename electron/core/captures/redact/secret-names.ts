// Which names stand before a secret.

/** `field`: of a field line. `query`: of a URI or a form. `json`: of a member. */
export type NamePlace = 'field' | 'query' | 'json'

/** What a name ends in, in small letters and without separators: `access_token`, `X-Api-Key`, `clientSecret`, `X-Amz-Signature`. */
const ENDINGS = /(?:token|secret|secretkey|password|passwd|passphrase|apikey|privatekey|accesskey|signature|credentials?|sessionid|jwt)$/
const BEGINNINGS = /^(?:password|passwd|passphrase|secret)/
const NAMES: Readonly<Record<NamePlace, ReadonlySet<string>>> = {
  field: new Set(['authenticationinfo', 'proxyauthenticationinfo']),
  query: new Set(['sig', 'sid', 'session', 'pass', 'pwd', 'pin', 'otp', 'auth', 'assertion', 'samlresponse', 'samlrequest']),
  json: new Set(['sid', 'pass', 'pwd', 'pin', 'otp', 'assertion', 'authorization', 'proxyauthorization', 'cookie', 'setcookie']),
}
/** Names that stand before a secret in one program and before a plain word in another: `code=501` is none. */
const DOUBTFUL = new Set(['code', 'key'])
const LEAST_OF_DOUBTFUL = 8

/** @returns whether a value under this name is to be taken for a secret. @param length of the value */
export function isSecretName(name: string, place: NamePlace, length: number): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain.startsWith('accesscontrol')) return false
  return ENDINGS.test(plain) || BEGINNINGS.test(plain) || NAMES[place].has(plain) || (place === 'query' && DOUBTFUL.has(plain) && length >= LEAST_OF_DOUBTFUL)
}
