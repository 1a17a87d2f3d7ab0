import { bootPlanOf } from '../boot-order.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, machinesOf } from '../guest-lint.ts'

/** A guest that has disks, none of which it would boot from: it waits at the network or says "No bootable device". */
export const bootOrderWithoutDisk = defineRule({
  id: 'boot-order-without-disk',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-boot-order',
  check: (facts) =>
    machinesOf(facts).flatMap((item) => {
      const plan = bootPlanOf(item)
      const disks = dataDisksOf(item.config).filter((disk) => disk.storage !== null)
      // An entry that is gone is the cause then, and told by itself.
      if (!plan || plan.boots || plan.missing.length > 0 || disks.length === 0) return []
      const keys = disks.map((disk) => disk.key)
      return [foundIn(item, ['boot', ...keys], { params: { disks: listed(keys) } })]
    }),
})
