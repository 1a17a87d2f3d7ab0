import { expect, test } from 'vitest'
import { addTexts, createI18n } from './i18n.ts'
import { chooseLocale, translationOf } from './index.ts'

test('the first language that Steward speaks is chosen', () => {
  expect(chooseLocale(['de-CH', 'zh-TW', 'en'])).toBe('zh-CN')
  expect(chooseLocale(['fr', 'en-GB'])).toBe('en')
  expect(chooseLocale([])).toBe('en')
})

test('texts are said in the language that is asked for, with plurals', () => {
  const i18n = createI18n(() => {})
  addTexts(i18n, 'en', { guests: { n_one: '{{count}} guest', n_other: '{{count}} guests' } })
  addTexts(i18n, 'zh-CN', { guests: { n_other: '{{count}} 台客户机' } })
  const say = (locale: string, count: number) => String(i18n.getFixedT(locale)('guests:n', { count }))
  expect(say('en', 1)).toBe('1 guest')
  expect(say('en', 3)).toBe('3 guests')
  expect(say('zh-CN', 1)).toBe('1 台客户机')
})

test('a missing text is told', () => {
  const missing: string[] = []
  const i18n = createI18n((area, key) => missing.push(`${area}:${key}`))
  addTexts(i18n, 'en', { guests: {} })
  String(i18n.getFixedT('en')('guests:nothing'))
  expect(missing).toEqual(['guests:nothing'])
})

test('a translation is held to the English keys and placeholders', () => {
  const ofEnglish = translationOf<{ hello: 'Hello {{name}}'; n_one: 'one'; n_other: '{{count}}' }>()
  expect(ofEnglish({ hello: '你好，{{name}}', n_other: '{{count}}' })).toHaveProperty('hello')
  // @ts-expect-error a key is missing
  ofEnglish({ hello: '你好' })
  // @ts-expect-error a placeholder that English has not
  ofEnglish({ hello: '{{who}}', n_other: '' })
  // @ts-expect-error a key that English has not
  ofEnglish({ hello: '', n_other: '', more: '' })
})
