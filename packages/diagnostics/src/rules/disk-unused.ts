import { defineRule } from '../define-rule.ts'
import type { GuestConfig } from '../facts.ts'
import { listed } from '../figures.ts'
import { disksOf } from '../guest-config.ts'
import { foundIn, inspectedOf } from '../guest-lint.ts'
import { remember } from '../remember.ts'

const unusedOf = remember((config: GuestConfig) =>
  disksOf(config).flatMap((disk) =>
    disk.bus === 'unused' && disk.storage !== null && !disk.isCloudInit ? [disk.key] : [],
  ),
)

/** A detached disk stays in the configuration as "unused", takes space, and no backup has it. */
export const diskUnused = defineRule({
  id: 'disk-unused',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'sort-out-disks',
  check: (facts) =>
    inspectedOf(facts).flatMap((item) => {
      const keys = unusedOf(item.config)
      return keys.length === 0 ? [] : [foundIn(item, keys, { params: { disks: listed(keys), count: keys.length } })]
    }),
})
