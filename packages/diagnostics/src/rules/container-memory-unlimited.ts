import { defineRule } from '../define-rule.ts'
import { containersOf, foundIn } from '../guest-lint.ts'

/** Zero means no limit. Absent is PVE's default of 512 MiB and fine. */
export const containerMemoryUnlimited = defineRule({
  id: 'container-memory-unlimited',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'size-guest',
  check: (facts) =>
    containersOf(facts)
      .filter(({ config }) => /^0+$/.test(config.values['memory'] ?? ''))
      .map((item) => foundIn(item, ['memory', 'swap'])),
})
