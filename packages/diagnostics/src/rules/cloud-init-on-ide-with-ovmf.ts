import { cloudInitMachinesOf } from '../cloud-init.ts'
import { defineRule } from '../define-rule.ts'
import { foundIn } from '../guest-lint.ts'

/** Guests with UEFI, on q35 above all, may not see an IDE drive, and small cloud kernels have no driver for it. */
export const cloudInitOnIdeWithOvmf = defineRule({
  id: 'cloud-init-on-ide-with-ovmf',
  area: 'cloud-init',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'move-cloud-init-drive',
  check: (facts) =>
    cloudInitMachinesOf(facts)
      .filter(({ config, drive }) => drive.bus === 'ide' && config.values['bios'] === 'ovmf')
      .map((item) => foundIn(item, [item.drive.key, 'bios', 'machine'], { params: { drive: item.drive.key } })),
})
