/**
 * Keeps what was made from an object for as long as that object lives. Readings are never changed but replaced, and many
 * rules ask the same of each: with thousands of guests, reading their configurations anew for each rule is what costs.
 */
export function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const held = new WeakMap<Key, { value: Value }>()
  return (key) => {
    const before = held.get(key)
    if (before) return before.value
    const value = make(key)
    held.set(key, { value })
    return value
  }
}
