import { expect, test } from 'vitest'
import { currentOf } from './stuck.ts'

const running = { status: 'running', qmpstatus: 'running' }

test('a QEMU that leaves its words out after PVE waited for them is frozen', () => {
  expect(currentOf(running, 3050)).toEqual({ status: 'running', qmpstatus: 'running', qemuAnswers: false })
})

test('one whose words are missing at once is starting, waking or being rolled back', () => {
  expect(currentOf(running, 47).qemuAnswers).toBe(true)
})

test('one that told something else than its default has answered, and a stopped one has nothing to say', () => {
  expect(currentOf({ ...running, 'running-qemu': '10.0.13' }, 4000).qemuAnswers).toBe(true)
  expect(currentOf({ status: 'running', qmpstatus: 'paused' }, 4000).qemuAnswers).toBe(true)
  expect(currentOf({ status: 'stopped' }, 4000)).toEqual({ status: 'stopped', qmpstatus: null, qemuAnswers: true })
})
