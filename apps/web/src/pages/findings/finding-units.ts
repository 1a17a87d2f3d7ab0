import type { RuleSetting } from '@steward/contracts'
import type { T } from '../../messages/i18n.ts'

const units = ['percent', 'days', 'hours', 'minutes', 'seconds', 'count', 'ratio'] as const

export function sayUnit(t: T, { unit, value }: Pick<RuleSetting, 'unit' | 'value'>): string {
  const known = units.find((name) => name === unit)
  return known ? t(`findings:unit-${known}`, { value }) : `${value} ${unit}`
}
