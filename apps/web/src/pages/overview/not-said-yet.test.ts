import { rules } from '@steward/diagnostics'
import { expect, test } from 'vitest'
import { notSaidYet, saidBy } from './not-said-yet.ts'
import { trouble } from './troubles/trouble.ts'

test('one cause is one line', () => {
  const roots = [{ rule: 'quorum-lost' }, { rule: 'backup-failed' }]
  expect(notSaidYet(roots, [trouble('quorumLost', 'critical', {})])).toEqual([{ rule: 'backup-failed' }])
  expect(notSaidYet(roots, [])).toEqual(roots)
})

test('names only rules that exist', () => {
  const known = new Set(rules.map(({ id }) => id))
  expect(Object.values(saidBy).flatMap((ids) => ids.filter((id) => !known.has(id)))).toEqual([])
})
