import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import type { Package } from '../facts.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** Kernels that PVE installs: "proxmox-kernel-6.8.12-4-pve-signed"; the package without a number only draws in the newest. */
const kernelPackage = /^(?:proxmox|pve)-kernel-(\d+(?:\.\d+)+-\d+-pve)(?:-signed)?$/

export const nodeKernelNotRunning = defineRule({
  id: 'node-kernel-not-running',
  area: 'version',
  severity: 'notice',
  needs: ['nodes', 'nodePackages'],
  confirmSec: 3600,
  fix: 'reboot-into-kernel',
  check: ({ nodes, nodePackages }) =>
    readOnline(nodePackages, nodes).flatMap(({ node, part }) => {
      const running = part.value.find((item) => item.Package === 'proxmox-ve')?.RunningKernel
      const newest = newestOf(part.value)
      if (running === undefined || newest === null || !/^\d/.test(running) || compare(newest, running) <= 0) return []
      return [
        {
          subject: nodeSubject(node.name, 'kernel'),
          params: { node: node.name, running, newest },
          evidence: [seen(part, 'RunningKernel', running), seen(part, 'newest installed', newest)],
        },
      ]
    }),
})

const newestOf = (packages: readonly Package[]) =>
  packages
    .filter((item) => item.CurrentState === 'Installed')
    .flatMap((item) => kernelPackage.exec(item.Package)?.[1] ?? [])
    .toSorted(compare)
    .at(-1) ?? null

/** "6.8.12-4-pve" before "6.8.12-10-pve". */
function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number)
