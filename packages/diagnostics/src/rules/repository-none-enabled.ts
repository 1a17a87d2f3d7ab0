import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { enabledOf, isOfPve, standardOn } from '../repositories.ts'

/** PVE knows only its own servers as "standard": a mirror nearby is found by its components. */
export const repositoryNoneEnabled = defineRule({
  id: 'repository-none-enabled',
  area: 'repository',
  severity: 'warning',
  needs: ['nodes', 'nodeRepositories'],
  fix: 'set-repositories',
  learnMore: 'https://pve.proxmox.com/wiki/Package_Repositories',
  check: ({ nodes, nodeRepositories }) =>
    readOnline(nodeRepositories, nodes).flatMap(({ node, part }) => {
      const standard = standardOn(part.value).filter((handle) => !handle.startsWith('ceph'))
      const enabled = enabledOf(part.value)
      const unreadable = part.value.errors.length > 0 || part.value.files.length === 0
      if (unreadable || standard.length > 0 || enabled.some(isOfPve)) return []
      return [
        {
          subject: nodeSubject(node.name, 'repositories'),
          params: { node: node.name, enabled: enabled.length },
          evidence: [seen(part, 'repositories of PVE that are enabled', 0), seen(part, 'enabled', enabled.length)],
        },
      ]
    }),
})
