import type { Locale } from '@steward/messages'
import { beforeAll, expect, test } from 'vitest'
import type { T } from '../messages/i18n.ts'
import { loadTexts } from '../messages/load-texts.ts'
import { guestState } from './guest-state.ts'
import { nodeState } from './node-state.ts'
import { taskState } from './task-state.ts'

const speak = new Map<Locale, T>()
beforeAll(async () => {
  for (const locale of ['en', 'zh-CN'] as const) speak.set(locale, await loadTexts(locale))
})
const t = (locale: Locale) => {
  const words = speak.get(locale)
  if (!words) throw new Error('texts are not loaded')
  return words
}
const guest = {
  state: 'running',
  rawState: 'running',
  unknown: null,
  template: false,
  offOnPurpose: null,
  lock: null,
} as const
const node = { state: 'online', unknown: null, ghost: false, maintenance: false, stalledSince: null } as const

test('a guest runs, is stopped, or is off on purpose with its reason', () => {
  expect(guestState(guest, t('en'))).toEqual({ mark: 'run', tone: 'plain', word: 'running', reason: null })
  expect(guestState({ ...guest, state: 'stopped' }, t('zh-CN'))).toMatchObject({ mark: 'stop', word: '已停止' })
  expect(guestState({ ...guest, state: 'stopped', offOnPurpose: 'not-started-at-boot' }, t('en'))).toMatchObject({
    mark: 'off',
    reason: 'is not started at boot',
  })
  expect(guestState({ ...guest, lock: 'backup' }, t('en')).reason).toBe('locked: backup')
})

test('what is not known is never shown as fine', () => {
  expect(guestState({ ...guest, unknown: 'node-offline' }, t('en'))).toMatchObject({
    mark: 'unknown',
    word: 'unknown, was running',
  })
  expect(nodeState({ ...node, unknown: 'statistics-stalled' }, t('en')).tone).toBe('warn')
  expect(nodeState({ ...node, state: 'unknown', unknown: 'not-read-yet' }, t('en')).mark).toBe('unknown')
})

test('a state that Steward does not know is told in PVE’s own word', () => {
  expect(guestState({ ...guest, state: 'other', rawState: 'watchdog' }, t('en'))).toMatchObject({
    mark: 'unknown',
    word: 'watchdog',
  })
})

test('a task that cannot be confirmed is not called running', () => {
  expect(taskState({ state: 'running', exit: null, unconfirmed: true }, t('zh-CN')).mark).toBe('unknown')
  expect(taskState({ state: 'failed', exit: 'got timeout', unconfirmed: false }, t('en'))).toMatchObject({
    mark: 'critical',
    reason: 'got timeout',
  })
})
