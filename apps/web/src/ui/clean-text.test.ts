import { expect, test } from 'vitest'
import { cleanText } from './clean-text.ts'

test('ordinary names stay as they are', () => {
  expect(cleanText('web-01 客户机 é', 100)).toEqual({
    parts: [{ text: 'web-01 客户机 é', hidden: false }],
    cut: false,
    plain: 'web-01 客户机 é',
  })
})

test('direction and control characters are shown, not obeyed', () => {
  expect(cleanText('a\u202eb\u0007', 100).parts).toEqual([
    { text: 'a', hidden: false },
    { text: 'U+202E', hidden: true },
    { text: 'b', hidden: false },
    { text: 'U+0007', hidden: true },
  ])
})

test('long texts are cut and towers of accents are lowered', () => {
  expect(cleanText('x'.repeat(300), 200)).toMatchObject({ cut: true, plain: 'x'.repeat(200) })
  expect(cleanText(`e${'\u0301'.repeat(40)}`, 200).plain).toBe(`e${'\u0301'.repeat(3)}`)
})
