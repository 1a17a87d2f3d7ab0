import { expect, test } from 'vitest'
import type { Package } from '../facts.ts'
import { byKey, node, paramsOf, read, subjectsOf } from '../testing/facts.ts'
import { nodeKernelNotRunning } from './node-kernel-not-running.ts'

const facts = (
  running: string | undefined,
  kernels: Record<string, string>,
  state: 'online' | 'offline' = 'online',
) => ({
  nodes: read([node('alder', { state })]),
  nodePackages: byKey<readonly Package[]>({
    alder: [
      { Package: 'proxmox-ve', CurrentState: 'Installed', RunningKernel: running },
      ...Object.entries(kernels).map(([name, CurrentState]) => ({ Package: name, CurrentState })),
    ],
  }),
})

test('the newest runs', () => {
  const kernels = { 'proxmox-kernel-6.8.12-4-pve': 'Installed', 'proxmox-kernel-6.8.12-3-pve-signed': 'Installed' }
  expect(subjectsOf(nodeKernelNotRunning, facts('6.8.12-4-pve', kernels))).toEqual([])
})

test('numbers are compared as numbers', () => {
  const kernels = { 'proxmox-kernel-6.8.12-4-pve': 'Installed', 'proxmox-kernel-6.8.12-10-pve-signed': 'Installed' }
  expect(paramsOf(nodeKernelNotRunning, facts('6.8.12-4-pve', kernels))).toEqual({
    node: 'alder',
    running: '6.8.12-4-pve',
    newest: '6.8.12-10-pve',
  })
})

test('removed ones, and packages that only name a series, do not count', () => {
  const kernels = {
    'proxmox-kernel-7.0.1-1-pve': 'ConfigFiles',
    'proxmox-kernel-7.0': 'Installed',
    'proxmox-kernel-helper': 'Installed',
    'proxmox-kernel-6.8.12-4-pve': 'Installed',
  }
  expect(subjectsOf(nodeKernelNotRunning, facts('6.8.12-4-pve', kernels))).toEqual([])
})

test('odd input: no running kernel told, none installed, a newer one runs, away', () => {
  const kernels = { 'proxmox-kernel-6.8.12-4-pve': 'Installed' }
  expect(subjectsOf(nodeKernelNotRunning, facts(undefined, kernels))).toEqual([])
  expect(subjectsOf(nodeKernelNotRunning, facts('6.8.12-4-pve', {}))).toEqual([])
  expect(subjectsOf(nodeKernelNotRunning, facts('7.0.1-1-pve', kernels))).toEqual([])
  expect(subjectsOf(nodeKernelNotRunning, facts('6.8.12-3-pve', kernels, 'offline'))).toEqual([])
})
