import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { onlineOf } from '../node-facts.ts'
import { pveReleases } from '../pve-releases.ts'

/** One finding a release, not one a node: all of them are upgraded together. */
export const nodeVersionEndOfLife = defineRule({
  id: 'node-version-end-of-life',
  area: 'version',
  severity: 'warning',
  needs: ['nodes'],
  settings: { ahead: { unit: 'days', home: 60, production: 180, min: 0, max: 730 } },
  fix: 'upgrade-release',
  learnMore: 'https://pve.proxmox.com/pve-docs/chapter-pve-faq.html',
  check: ({ nodes }, { now, settings }) =>
    pveReleases.flatMap(({ major, endsAt, ends }) => {
      const on = onlineOf(nodes).filter((node) => node.version?.split('.')[0] === String(major))
      const days = Math.floor((endsAt - now) / 86_400)
      if (on.length === 0 || days > settings.ahead) return []
      return [
        {
          subject: { kind: 'cluster' as const, id: `release-${major}` },
          severity: now >= endsAt ? ('warning' as const) : ('notice' as const),
          params: { release: major, ends, nodes: listed(on.map((node) => node.name)) },
          evidence: on.map((node) =>
            seen({ call: `GET /nodes/${node.name}/status`, readAt: nodes.readAt }, 'pveversion', node.version),
          ),
        },
      ]
    }),
})
