import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const without = siftMachines(({ values }) =>
  values['bios'] === 'ovmf' && values['efidisk0'] === undefined ? true : null,
)

/** "no efidisk configured! Using temporary efivars disk.": boot entries are forgotten with every stop. */
export const efiDiskMissing = defineRule({
  id: 'efi-disk-missing',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'add-firmware-disks',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#qm_bios_and_uefi',
  check: (facts) => without(facts).map(({ item }) => foundIn(item, ['bios', 'efidisk0'])),
})
