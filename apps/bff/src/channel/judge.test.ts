import type { ShellCommand } from '@steward/runbooks'
import { expect, test } from 'vitest'
import { judge } from './judge.ts'

const unlock: ShellCommand = { name: 'guest-unlock', kind: 'lxc', vmid: 108 }
const restart: ShellCommand = { name: 'service-restart', service: 'pvestatd' }
const end = (status: number | null, output = '', cut = false) => ({ status, output, cut, digest: '' })

test.each([
  ['success is done', restart, end(0, 'whatever'), 'done'],
  ['a refusal of the dispatcher is certainly not done', restart, end(126, 'steward-dispatch refuses: x'), 'refused'],
  ['its own "no" neither, whatever stands before it', restart, end(1, 'noise\nsteward-dispatch: no'), 'refused'],
  ['an error of a command that does all or nothing is not done', unlock, end(255, "can't lock file"), 'refused'],
  ['an error of another one leaves it open', restart, end(1, 'Job failed'), 'doubt'],
  ['a time limit leaves it open', unlock, end(124), 'doubt'],
  ['so does one that had to kill', unlock, end(137), 'doubt'],
  ['a signal leaves it open', unlock, end(null), 'doubt'],
  ['output that was cut may have ended the command', unlock, end(141, 'x', true), 'doubt'],
] as const)('%s', (_, command, ended, kind) => {
  expect(judge(command, ended).kind).toBe(kind)
})

test('there is always something to show', () => {
  expect(judge(unlock, end(1))).toMatchObject({ words: 'exit status 1', status: 1 })
})
