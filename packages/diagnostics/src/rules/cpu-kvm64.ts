import { defineRule } from '../define-rule.ts'
import { cpuTypeOf, foundIn } from '../guest-lint.ts'
import { siftMachines } from '../sift.ts'

const onDefault = siftMachines((config) => {
  const { values } = config
  if ((values['arch'] ?? 'x86_64') !== 'x86_64' || values['kvm'] === '0') return null
  // A processor that is given to QEMU by hand overrules this one.
  if ((values['args'] ?? '').includes('-cpu')) return null
  return (cpuTypeOf(config) ?? 'kvm64') === 'kvm64' ? true : null
})

/** PVE's default where nothing is chosen, so it is what the API and old versions make. It lacks AES and all newer features. */
export const cpuKvm64 = defineRule({
  id: 'cpu-kvm64',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'choose-cpu-type',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#qm_cpu',
  check: (facts) => onDefault(facts).map(({ item }) => foundIn(item, ['cpu'])),
})
