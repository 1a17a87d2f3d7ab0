import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { Disk } from '../facts.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

export const diskWorn = defineRule({
  id: 'disk-worn',
  area: 'storage',
  severity: 'warning',
  needs: ['nodes', 'nodeDisks'],
  settings: {
    worn: { unit: 'percent', home: 85, production: 70, min: 30, max: 100 },
    wornOut: { unit: 'percent', home: 95, production: 85, min: 50, max: 100 },
  },
  fix: 'replace-disk',
  check: ({ nodes, nodeDisks }, { settings }) =>
    readOnline(nodeDisks, nodes).flatMap(({ node, part }) =>
      part.value.flatMap((disk) => {
        const worn = wornOf(disk)
        if (worn === null || worn < settings.worn) return []
        return [
          {
            subject: nodeSubject(node.name, disk.devpath.replace('/dev/', '')),
            severity: worn >= settings.wornOut ? ('critical' as const) : ('warning' as const),
            params: {
              node: node.name,
              disk: disk.devpath,
              model: disk.model ?? '–',
              serial: disk.serial ?? '–',
              percent: Math.floor(worn),
            },
            evidence: [seen(part, 'wearout (per cent left)', disk.wearout), seen(part, 'type', disk.type)],
          },
        ]
      }),
    ),
})

/** PVE tells what is left; "N/A", and a disk that turns, do not wear this way. */
function wornOf({ wearout, type }: Disk): number | null {
  if (wearout === undefined || wearout === '' || type === 'hdd') return null
  const left = Number(wearout)
  return left >= 0 && left <= 100 ? 100 - left : null
}
