import { expect, test } from 'vitest'
import { makeKeyPair, signs } from './keys.ts'

test('every key that is made can be used', () => {
  for (let tries = 0; tries < 1000; tries += 1) {
    const { publicKey, privateKey } = makeKeyPair('steward')
    expect(signs(privateKey, publicKey)).toBe(true)
  }
})

test('a key that cannot be read, or belongs to another one, does not sign', () => {
  const [one, other] = [makeKeyPair('one'), makeKeyPair('other')]
  expect(signs('no key', one.publicKey)).toBe(false)
  expect(signs(one.privateKey, other.publicKey)).toBe(false)
})
