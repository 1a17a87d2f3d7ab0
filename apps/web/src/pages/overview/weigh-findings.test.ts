import { expect, test } from 'vitest'
import type { Verdict } from './judge.ts'
import { weighFindings } from './weigh-findings.ts'

const well: Verdict = { key: 'well', worst: 'fine', params: {} }

test('without findings, and with notices only, the verdict stays', () => {
  expect(weighFindings(well, [])).toBe(well)
  expect(weighFindings(well, [{ severity: 'notice' }])).toBe(well)
})

test('never "all is well" over an open warning', () => {
  expect(weighFindings(well, [{ severity: 'warning' }, { severity: 'notice' }])).toEqual({
    key: 'mixed',
    worst: 'warn',
    params: { count: 1 },
  })
  expect(weighFindings(well, [{ severity: 'warning' }, { severity: 'critical' }])).toMatchObject({
    worst: 'critical',
    params: { count: 2 },
  })
})

test('what is said already stays, the level takes the worse of both', () => {
  const stalled: Verdict = { key: 'stalled', worst: 'warn', params: { count: 1 } }
  expect(weighFindings(stalled, [{ severity: 'warning' }])).toBe(stalled)
  expect(weighFindings(stalled, [{ severity: 'critical' }])).toEqual({ ...stalled, worst: 'critical' })
  expect(weighFindings({ ...stalled, worst: 'unknown' }, [{ severity: 'warning' }])).toMatchObject({ worst: 'warn' })
  expect(weighFindings({ ...stalled, worst: 'critical' }, [{ severity: 'warning' }]).worst).toBe('critical')
})
