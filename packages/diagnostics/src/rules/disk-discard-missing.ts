import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { dataDisksOf } from '../guest-config.ts'
import { foundIn, storageAt } from '../guest-lint.ts'
import { siftMachines, some } from '../sift.ts'

const keeping = siftMachines((config) =>
  some(dataDisksOf(config).filter((disk) => disk.storage !== null && disk.options['discard'] !== 'on')),
)
const thin = new Set(['lvmthin', 'zfspool', 'rbd'])

/** A thin disk takes space when it is first written and gives none back unless the guest may tell what it has deleted. */
export const diskDiscardMissing = defineRule({
  id: 'disk-discard-missing',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'storages'],
  fix: 'adjust-disk-options',
  check: (facts) =>
    keeping(facts).flatMap(({ item, held }) => {
      const disks = held.flatMap((disk) => {
        const kind = storageAt(facts.storages, item.guest, disk.storage)?.kind ?? ''
        return thin.has(kind) ? [{ ...disk, kind }] : []
      })
      if (disks.length === 0) return []
      const keys = disks.map((disk) => disk.key)
      return [
        foundIn(item, keys, {
          params: { disks: listed(keys) },
          evidence: disks.map((disk) => seen(facts.storages, `${disk.storage} type`, disk.kind)),
        }),
      ]
    }),
})
