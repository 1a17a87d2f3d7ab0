import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const without = siftMachines(({ values }) =>
  values['ostype'] === 'win11' && values['tpmstate0'] === undefined ? true : null,
)

/** PVE's type "win11" is for servers from 2022 too, which need no TPM: so it is no more than a notice. */
export const windows11WithoutTpm = defineRule({
  id: 'windows11-without-tpm',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'add-firmware-disks',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#qm_tpm',
  check: (facts) => without(facts).map(({ item }) => foundIn(item, ['ostype', 'tpmstate0', 'bios'])),
})
