import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { en } from './messages/en.ts'
import { zhCN } from './messages/zh-CN.ts'
import { partsOf, now } from './testing/facts.ts'
import { retired } from './retired.ts'
import { rules } from './rules/index.ts'
import { runRule, runRules } from './run-rules.ts'

const files = readdirSync(join(import.meta.dirname, 'rules')).filter(
  (file) => file.endsWith('.ts') && file !== 'index.ts',
)
const english: Record<string, string> = { ...en.rules }
const chinese: Record<string, string> = { ...zhCN.rules }
const guides: Record<string, string> = { ...en.guides }

test('every rule has a file of its name, a test beside it, and is in the list', () => {
  const named = files.filter((file) => !file.endsWith('.test.ts')).map((file) => file.slice(0, -3))
  expect(rules.map((rule) => rule.id).toSorted()).toEqual(named.toSorted())
  for (const id of named) expect(files, id).toContain(`${id}.test.ts`)
})

test('ids are kebab nouns, unique, and none that was retired comes back', () => {
  const ids = rules.map((rule) => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/)
  for (const id of ids) expect(id).not.toMatch(/^no-|critical|warning|notice/)
  expect(ids.filter((id) => retired.includes(id))).toEqual([])
})

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('says its name, a sentence, the detail and what it costs, in both languages', () => {
    for (const part of ['title', 'says', 'detail', 'cost']) {
      expect(english[`${id}.${part}`], `${id}.${part}`).toBeTruthy()
      expect(chinese[`${id}.${part}`], `${id}.${part}`).toBeTruthy()
    }
    expect(english[`${id}.title`]?.length).toBeLessThanOrEqual(60)
    expect(english[`${id}.says`]?.length).toBeLessThanOrEqual(200)
    expect(english[`${id}.says`]).not.toContain('!')
  })

  test('leads to a guide that exists', () => {
    expect(guides[`${rule.fix}.title`], rule.fix).toBeTruthy()
    expect(guides[`${rule.fix}.steps`], rule.fix).toBeTruthy()
  })

  test('has thresholds that make sense', () => {
    for (const setting of Object.values(rule.settings ?? {})) {
      for (const profile of ['home', 'production'] as const) {
        expect(setting[profile]).toBeGreaterThanOrEqual(setting.min)
        expect(setting[profile]).toBeLessThanOrEqual(setting.max)
      }
    }
  })

  test('without its parts it is not checked, and never fine', () => {
    const outcome = runRule(rule, partsOf({}), {
      profile: 'home',
      now,
      switches: new Map([[id, true]]),
      thresholds: new Map(),
      ignores: () => false,
    })
    expect(outcome.state).toBe('not-checked')
  })
})

test('a rule that throws is told and stops nothing', () => {
  const broken = {
    ...rules[0],
    id: 'broken-rule',
    needs: [],
    check: () => {
      throw new Error('odd input')
    },
  } as never
  const outcomes = runRules([broken, ...rules], partsOf({}), {
    profile: 'home',
    now,
    switches: new Map(),
    thresholds: new Map(),
    ignores: () => false,
  })
  expect(outcomes[0]).toEqual({ rule: 'broken-rule', state: 'crashed', message: 'odd input' })
  expect(outcomes).toHaveLength(rules.length + 1)
})
