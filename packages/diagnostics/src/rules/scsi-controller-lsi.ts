import { defineRule } from '../define-rule.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, isLinux, isWindows } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const onLsi = siftMachines((config) => {
  if (!isLinux({ config }) && !isWindows({ config })) return null
  if (!/^lsi(53c810)?$/.test(config.values['scsihw'] ?? 'lsi')) return null
  return some(dataDisksOf(config).flatMap((disk) => (disk.bus === 'scsi' && disk.storage ? [disk.key] : [])))
})

/** An emulated controller of the nineties, and PVE's default where nothing was chosen. Unknown systems may need it. */
export const scsiControllerLsi = defineRule({
  id: 'scsi-controller-lsi',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    onLsi(facts).map(({ item, held: keys }) => foundIn(item, ['scsihw', ...keys], { params: { disks: listed(keys) } })),
})
