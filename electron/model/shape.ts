// Whether a value has a shape, where the page has to know before it shows anything: schemas bring a library that weighs a fifth of what the first lab may load.

export type Shape<T> = (value: unknown) => value is T

export const anything: Shape<unknown> = (_value): _value is unknown => true
export const flag: Shape<boolean> = value => typeof value === 'boolean'
export const text = (most = Infinity): Shape<string> => (value): value is string => typeof value === 'string' && value.length <= most
export const number = (least = -Infinity, most = Infinity): Shape<number> => (value): value is number => typeof value === 'number' && value >= least && value <= most
export const whole = (least = -Infinity, most = Infinity): Shape<number> => (value): value is number => Number.isSafeInteger(value) && number(least, most)(value)
export const oneOf = <const T extends string>(...all: readonly T[]): Shape<T> => (value): value is T => (all as readonly unknown[]).includes(value)
export const optional = <T>(fits: Shape<T>): Shape<T | undefined> => (value): value is T | undefined => value === undefined || fits(value)
export const listOf = <T>(fits: Shape<T>, most = Infinity): Shape<T[]> => (value): value is T[] => Array.isArray(value) && value.length <= most && value.every(fits)
export const either = <T, U>(fits: Shape<T>, orFits: Shape<U>): Shape<T | U> => (value): value is T | U => fits(value) || orFits(value)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
export const recordOf = <T>(fits: Shape<T>): Shape<Record<string, T>> => (value): value is Record<string, T> => isObject(value) && Object.values(value).every(fits)

type PartsOf<T> = { readonly [K in keyof T]-?: Shape<Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K]> }
/** Names every part of `T`, or it does not compile. What else there is does no harm. */
export const having = <T extends object>(parts: PartsOf<T>): Shape<T> => (value): value is T =>
  isObject(value) && Object.entries<Shape<unknown>>(parts).every(([name, fits]) => fits(value[name]))
