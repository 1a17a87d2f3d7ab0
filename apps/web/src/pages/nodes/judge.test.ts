import { expect, test } from 'vitest'
import { certificateState } from './certificates.ts'
import { judgeKernel } from './kernel.ts'
import { judgeRepositories } from './repositories.ts'
import { serviceState } from './services.ts'

const kernel = (version: string, CurrentState = 'Installed') => ({ Package: `proxmox-kernel-${version}`, CurrentState })

test('a newer kernel on the disk than in memory asks for a restart', () => {
  const packages = [
    kernel('7.0.9-1-pve'),
    kernel('7.0.14-1-pve-signed'),
    kernel('7.0'),
    kernel('7.2.0-1-pve', 'NotInstalled'),
  ]
  expect(judgeKernel(packages, '7.0.9-1-pve')).toEqual({
    running: '7.0.9-1-pve',
    newest: '7.0.14-1-pve',
    rebootNeeded: true,
  })
  expect(judgeKernel(packages, '7.0.14-1-pve').rebootNeeded).toBe(false)
})

test('without an installed kernel in the list nobody knows', () => {
  expect(judgeKernel([{ Package: 'proxmox-ve', RunningKernel: '7.0.14-1-pve' }], undefined)).toEqual({
    running: '7.0.14-1-pve',
    newest: null,
    rebootNeeded: null,
  })
})

test('only a service that is enabled and dead is missed', () => {
  const service = (state: string, active: string, unit: string) =>
    serviceState({ service: 'x', name: 'x', state, 'active-state': active, 'unit-state': unit })
  expect(service('running', 'active', 'disabled')).toBe('running')
  expect(service('dead', 'inactive', 'enabled')).toBe('dead')
  expect(service('dead', 'failed', 'enabled')).toBe('failed')
  expect(service('dead', 'inactive', 'masked')).toBe('off')
  expect(service('dead', 'inactive', 'not-found')).toBe('absent')
  expect(service('exited', 'active', 'static')).toBe('oneshot')
})

test('certificates count their days', () => {
  const now = 1_000_000
  expect(certificateState(now + 86_400 * 400, now)).toEqual({ state: 'fine', days: 400 })
  expect(certificateState(now + 86_400 * 3, now).state).toBe('soon')
  expect(certificateState(now - 1, now).state).toBe('over')
  expect(certificateState(undefined, now).state).toBe('unknown')
})

test('repositories are judged with the subscription, and not without it', () => {
  const told = (enterprise: number | undefined, free: number | undefined) => ({
    errors: [],
    infos: [],
    'standard-repos': [
      { handle: 'enterprise', name: 'Enterprise', ...(enterprise === undefined ? {} : { status: enterprise }) },
      { handle: 'no-subscription', name: 'No-Subscription', ...(free === undefined ? {} : { status: free }) },
    ],
  })
  expect(judgeRepositories(told(1, undefined), 'notfound')).toEqual({ issues: ['enterprise-unpaid'], enabled: [] })
  expect(judgeRepositories(told(1, undefined), undefined).issues).toEqual([])
  expect(judgeRepositories(told(0, 0), 'notfound').issues).toEqual(['none'])
  expect(judgeRepositories(told(0, 1), 'notfound')).toEqual({ issues: [], enabled: ['No-Subscription'] })
  expect(judgeRepositories({ errors: [], infos: [], 'standard-repos': [] }, 'active').issues).toEqual(['unread'])
})
