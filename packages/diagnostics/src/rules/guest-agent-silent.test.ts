import { expect, test } from 'vitest'
import type { Agent } from '../facts.ts'
import { byKey, now, subjectsOf } from '../testing/facts.ts'
import { stopped, template, vm } from '../testing/guests.ts'
import { guestAgentSilent as rule } from './guest-agent-silent.ts'

const silent: Agent = { answers: false, message: 'QEMU guest agent is not running', since: now - 60 }
const facts = (agent: Agent, more = {}, values: Record<string, string> = { agent: '1' }) => ({
  ...vm(values, more),
  agents: byKey({ 100: agent }),
})

test('it answers', () => {
  expect(subjectsOf(rule, facts({ answers: true, message: null, since: now }))).toEqual([])
})

test('it does not answer', () => {
  expect(subjectsOf(rule, facts(silent))).toEqual(['guest/100'])
  expect(subjectsOf(rule, facts({ ...silent, message: null }))).toHaveLength(1)
})

test('the grace after a start is counted to the ping', () => {
  expect(subjectsOf(rule, facts(silent, { startedAt: now - 5 - 180 }))).toEqual([])
  expect(subjectsOf(rule, facts(silent, { startedAt: now - 5 - 181 }))).toHaveLength(1)
  expect(subjectsOf(rule, facts(silent, { startedAt: now }))).toEqual([])
})

test('not for guests that are off, paused, templates, or whose agent is switched off meanwhile', () => {
  expect(subjectsOf(rule, facts(silent, stopped))).toEqual([])
  expect(subjectsOf(rule, facts(silent, { state: 'paused' }))).toEqual([])
  expect(subjectsOf(rule, facts(silent, template))).toEqual([])
  expect(subjectsOf(rule, facts(silent, {}, { agent: '0' }))).toEqual([])
})

test('odd input: no start, no ping, a ping to a guest that was going off', () => {
  expect(subjectsOf(rule, facts(silent, { startedAt: null }))).toEqual([])
  expect(subjectsOf(rule, { ...facts(silent), agents: byKey({ 999: silent }) })).toEqual([])
  expect(subjectsOf(rule, facts({ ...silent, message: 'VM 100 is not running' }))).toEqual([])
})
