import { defineRule } from '../define-rule.ts'
import { isOn } from '../guest-config.ts'
import { containersOf, foundIn } from '../guest-lint.ts'

/** Without the shift of user numbers, root in the container is root of the node if it ever gets out. */
export const containerPrivileged = defineRule({
  id: 'container-privileged',
  area: 'guest',
  severity: 'warning',
  needs: ['guests', 'guestConfigs'],
  fix: 'make-container-unprivileged',
  learnMore: 'https://pve.proxmox.com/wiki/Unprivileged_LXC_containers',
  check: (facts) =>
    containersOf(facts)
      .filter(({ config }) => !isOn(config.values['unprivileged']))
      .map((item) => foundIn(item, ['unprivileged'])),
})
