// What was found out once need not be found out again.

interface Memory<Key, Value> { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown }

/** @returns what `memory` has for `key`, made now if it is the first time. */
export function keptIn<Key, Value extends object>(memory: Memory<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key)
  if (known) return known
  const value = make()
  memory.set(key, value)
  return value
}
