// What fields are made of, where several rules ask.

export const MEDIA_TYPE = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+\/[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
export const ENTITY_TAG = /^(?:W\/)?"[!#-~\x80-\xff]*"$/
export const URI_REFERENCE = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/
export const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/
export const SIDES = ['request', 'response'] as const

/** @returns those that stand more than once, each once. */
export function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) < at))]
}

/** @returns what a parser makes of a value, or undefined where it refuses it. */
export function parsed<Value>(parse: (value: string) => Value, value: string | undefined): Value | undefined {
  try {
    return value === undefined ? undefined : parse(value)
  } catch {
    return undefined
  }
}
