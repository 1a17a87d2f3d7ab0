import { defineRule } from '../define-rule.ts'
import { isOn } from '../guest-config.ts'
import { foundIn } from '../guest-lint.ts'
import { siftContainers } from '../sift.ts'

const unshifted = siftContainers(({ values }) => (isOn(values['unprivileged']) ? null : true))

/** Without the shift of user numbers, root in the container is root of the node if it ever gets out. */
export const containerPrivileged = defineRule({
  id: 'container-privileged',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'make-container-unprivileged',
  learnMore: 'https://pve.proxmox.com/wiki/Unprivileged_LXC_containers',
  check: (facts) => unshifted(facts).map(({ item }) => foundIn(item, ['unprivileged'])),
})
