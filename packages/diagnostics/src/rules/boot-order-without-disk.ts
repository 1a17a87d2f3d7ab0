import { bootPlanOf } from '../boot-order.ts'
import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const disksPassedOver = siftMachines((config) => {
  const plan = bootPlanOf(config)
  // An entry that is gone is the cause then, and told by itself.
  if (!plan || plan.boots || plan.missing.length > 0) return null
  return some(dataDisksOf(config).flatMap((disk) => (disk.storage === null ? [] : [disk.key])))
})

/** A guest that has disks, none of which it would boot from: it waits at the network or says "No bootable device". */
export const bootOrderWithoutDisk = defineRule({
  id: 'boot-order-without-disk',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'mend-boot-order',
  check: (facts) =>
    disksPassedOver(facts).map(({ item, held: keys }) =>
      foundIn(item, ['boot', ...keys], { params: { disks: listed(keys) } }),
    ),
})
