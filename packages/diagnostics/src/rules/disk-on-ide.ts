import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, isLinux, machinesOf } from '../guest-lint.ts'

/** Every Linux has drivers for virtio; an IDE disk is emulated command by command. Other systems may need it. */
export const diskOnIde = defineRule({
  id: 'disk-on-ide',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    machinesOf(facts)
      .filter(isLinux)
      .flatMap((item) => {
        const keys = dataDisksOf(item.config).flatMap((disk) => (disk.bus === 'ide' && disk.storage ? [disk.key] : []))
        return keys.length === 0 ? [] : [foundIn(item, keys, { params: { disks: listed(keys) } })]
      }),
})
