import { rules } from '@steward/diagnostics'
import { expect, test } from 'vitest'
import { notSaidYet } from './not-said-yet.ts'
import { trouble, type TroubleKind } from './troubles/trouble.ts'

const kinds: TroubleKind[] = [
  'split',
  'quorumLost',
  'expectedLowered',
  'qdevice',
  'nodeGone',
  'nodeStalled',
  'nodeUnknown',
  'nodeGhost',
  'nodeMemory',
  'nodeRoot',
  'ioError',
  'internalError',
  'panicked',
  'haError',
  'shutInside',
  'paused',
  'shouldRun',
  'lockLeft',
  'storageFull',
  'storageUnknown',
  'noRights',
]

test('one cause is one line', () => {
  const roots = [{ rule: 'quorum-lost' }, { rule: 'backup-failed' }]
  expect(notSaidYet(roots, [trouble('quorumLost', 'critical', {})])).toEqual([{ rule: 'backup-failed' }])
  expect(notSaidYet(roots, [])).toEqual(roots)
})

test.each(kinds)('%s leaves out rules that exist', (kind) => {
  const all = rules.map(({ id }) => ({ rule: id }))
  expect(notSaidYet(all, [trouble(kind, 'warn', {})]).length).toBeLessThan(all.length)
})
