import { defineRule } from '../define-rule.ts'
import { cpuTypeOf, foundIn, machinesOf } from '../guest-lint.ts'

/** PVE's default where nothing is chosen, so it is what the API and old versions make. It lacks AES and all newer features. */
export const cpuKvm64 = defineRule({
  id: 'cpu-kvm64',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  fix: 'choose-cpu-type',
  learnMore: 'https://pve.proxmox.com/wiki/QEMU/KVM_Virtual_Machines#qm_cpu',
  check: (facts) =>
    machinesOf(facts)
      .filter(({ config: { values } }) => (values['arch'] ?? 'x86_64') === 'x86_64' && values['kvm'] !== '0')
      // A processor that is given to QEMU by hand overrules this one.
      .filter(({ config: { values } }) => !(values['args'] ?? '').includes('-cpu'))
      .filter(({ config }) => (cpuTypeOf(config) ?? 'kvm64') === 'kvm64')
      .map((item) => foundIn(item, ['cpu'])),
})
