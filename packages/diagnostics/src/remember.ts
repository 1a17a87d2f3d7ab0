/** What was made from each object, by the number of its maker: one table, because each costs the garbage collector time. */
const made = new WeakMap<object, ({ value: unknown } | undefined)[]>()
let makers = 0

/**
 * Keeps what was made from an object for as long as that object lives. Readings are never changed but replaced, and many
 * rules ask the same of each: with thousands of guests, reading their configurations anew for each rule is what costs.
 */
export function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const maker = makers
  makers += 1
  return (key) => {
    let held = made.get(key)
    if (held === undefined) made.set(key, (held = []))
    const before = held[maker]
    // Under this number only this maker has put something.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (before !== undefined) return before.value as Value
    const value = make(key)
    held[maker] = { value }
    return value
  }
}

/** The same for what is made from two objects. */
export function rememberBoth<A extends object, B extends object, Value>(
  make: (a: A, b: B) => Value,
): (a: A, b: B) => Value {
  const ofFirst = remember((a: A) => {
    let last: { b: B; value: Value } | null = null
    return (b: B) => {
      if (last?.b !== b) last = { b, value: make(a, b) }
      return last.value
    }
  })
  return (a, b) => ofFirst(a)(b)
}
