import type { WirePackage } from './wire.ts'

export type KernelState = { running: string | null; newest: string | null; rebootNeeded: boolean | null }

// proxmox-kernel-7.0.14-1-pve-signed; the names without a full version are only pointers to the newest one.
const image = /^(?:proxmox|pve)-kernel-(\d+\.\d+\.\d+-\d+-pve)(?:-signed)?$/

/** Compares the running kernel with the newest installed one. null where PVE does not say enough. */
export function judgeKernel(packages: readonly WirePackage[], release: string | undefined): KernelState {
  const told = packages.find((one) => one.RunningKernel !== undefined)?.RunningKernel
  const running = release ?? told ?? null
  const installed = packages.flatMap((one) => {
    const version = image.exec(one.Package)?.[1]
    // An update that is offered has a Version and no OldVersion: it is not on the disk yet.
    return version !== undefined && one.CurrentState === 'Installed' ? [version] : []
  })
  const newest = installed.toSorted(compareVersions).at(-1) ?? null
  if (running === null || newest === null) return { running, newest, rebootNeeded: null }
  return { running, newest, rebootNeeded: compareVersions(newest, running) > 0 }
}

function compareVersions(a: string, b: string): number {
  const left = numbersIn(a)
  const right = numbersIn(b)
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
const numbersIn = (version: string): number[] => (version.match(/\d+/g) ?? []).map(Number)
