import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { disksOf } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { sift, some } from '../sift.ts'

const unused = sift((config) =>
  some(
    disksOf(config).flatMap((disk) =>
      disk.bus === 'unused' && disk.storage !== null && !disk.isCloudInit ? [disk.key] : [],
    ),
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
    unused(facts).map(({ item, held: keys }) =>
      foundIn(item, keys, { params: { disks: listed(keys), count: keys.length } }),
    ),
})
