import { expect, test } from 'vitest'
import { byKey, config, guest, read, subjectsOf } from '../testing/facts.ts'
import { guestDownUnexpectedly } from './guest-down-unexpectedly.ts'

const onboot = byKey({ 101: config({ onboot: '1' }) })
const off = (more = {}) => read([guest(101, { state: 'stopped', ...more })])

test('running, or off on purpose', () => {
  expect(subjectsOf(guestDownUnexpectedly, { guests: read([guest(101)]), guestConfigs: onboot })).toEqual([])
  for (const offOnPurpose of ['stopped-by-person', 'marked', 'template', 'not-started-at-boot'] as const)
    expect(subjectsOf(guestDownUnexpectedly, { guests: off({ offOnPurpose }), guestConfigs: onboot })).toEqual([])
})

test('off without a reason, confirmed after ten minutes', () => {
  expect(subjectsOf(guestDownUnexpectedly, { guests: off(), guestConfigs: onboot })).toEqual(['guest/101'])
  expect(guestDownUnexpectedly.confirmSec).toBe(600)
})

test('HA and locks have rules of their own; an unread configuration says nothing', () => {
  expect(subjectsOf(guestDownUnexpectedly, { guests: off({ ha: 'stopped' }), guestConfigs: onboot })).toEqual([])
  expect(subjectsOf(guestDownUnexpectedly, { guests: off({ lock: 'suspended' }), guestConfigs: onboot })).toEqual([])
  expect(subjectsOf(guestDownUnexpectedly, { guests: off(), guestConfigs: byKey({}) })).toEqual([])
})

test('odd input: onboot is garbage', () => {
  expect(
    subjectsOf(guestDownUnexpectedly, { guests: off(), guestConfigs: byKey({ 101: config({ onboot: 'maybe' }) }) }),
  ).toEqual([])
})
