import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { foundIn, isRunning, machinesOf, passedDevicesOf } from '../guest-lint.ts'

/** Ubuntu's "6.8.0-1012-kvm", Debian's "6.12.38+deb13-cloud-amd64", Alpine's "6.12.8-0-virt": built without most drivers. */
const withoutDrivers = /-(kvm|virt)$|-cloud-\w+$/

/** Only where the agent told the kernel: from the configuration alone it cannot be known. */
export const passthroughWithCloudKernel = defineRule({
  id: 'passthrough-with-cloud-kernel',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs', 'agents'],
  fix: 'install-full-kernel',
  check: (facts) =>
    machinesOf(facts)
      .filter(isRunning)
      .flatMap((item) => {
        const agent = facts.agents.read.get(item.guest.id)
        const kernel = agent?.value.kernel ?? null
        const devices = passedDevicesOf(item.config)
        if (!agent || kernel === null || devices.length === 0 || !withoutDrivers.test(kernel)) return []
        return [
          foundIn(item, devices, {
            params: { devices: listed(devices), kernel },
            evidence: [seen(agent, 'kernel-release', kernel)],
          }),
        ]
      }),
})
