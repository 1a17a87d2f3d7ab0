import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, isLinux, isWindows, machinesOf } from '../guest-lint.ts'

/** An emulated controller of the nineties, and PVE's default where nothing was chosen. Unknown systems may need it. */
export const scsiControllerLsi = defineRule({
  id: 'scsi-controller-lsi',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    machinesOf(facts)
      .filter((item) => isLinux(item) || isWindows(item))
      .filter(({ config }) => /^lsi(53c810)?$/.test(config.values['scsihw'] ?? 'lsi'))
      .flatMap((item) => {
        const keys = dataDisksOf(item.config).flatMap((disk) => (disk.bus === 'scsi' && disk.storage ? [disk.key] : []))
        return keys.length === 0 ? [] : [foundIn(item, ['scsihw', ...keys], { params: { disks: listed(keys) } })]
      }),
})
