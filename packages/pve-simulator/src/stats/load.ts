import { noise, smooth } from '../sim/random.ts'
import type { Guest } from '../world/guest.ts'
import type { Node } from '../world/node.ts'

const day = 86400

/** Evenings are busier than nights, and minutes differ: a factor around 1 for any moment of any year. */
export function activity(seed: number, seconds: number): number {
  const jitter = 0.8 + 0.4 * noise(seed ^ 0x33, Math.floor(seconds / 10))
  const ofDay = 1 + 0.5 * Math.sin((2 * Math.PI * (seconds - 15 * 3600)) / day)
  const slow = 0.6 + 0.8 * smooth(seed, seconds / 1800)
  const fast = 0.7 + 0.6 * smooth(seed ^ 0x55, seconds / 45)
  return ofDay * slow * fast * jitter
}

export function guestCpu(guest: Guest, seconds: number): number {
  if (guest.state === 'paused' || guest.state === 'prelaunch' || guest.state === 'shutdown') return 0
  if (guest.behaviour === 'frozen-qemu') return 0
  return Math.min(0.99, guest.load * activity(guest.seed, seconds))
}

export function guestMemoryShare(guest: Guest, seconds: number): number {
  const drift = 0.92 + 0.14 * smooth(guest.seed ^ 0xaa, seconds / 3600) + 0.02 * smooth(guest.seed ^ 0xab, seconds / 40)
  return Math.min(0.98, guest.memoryUse * drift)
}

export const nodeCpuBase = (node: Node, seconds: number): number => node.load * activity(node.seed, seconds)

/** What each counter does beside the others: bursts that last for a while, never the same for two guests. */
export const burst = (guest: Guest, counter: number, seconds: number): number =>
  0.2 + 1.6 * smooth(guest.seed ^ (0x100 + counter), seconds / 25)
