import type { HaRow } from '../facts.ts'

export const service = (vmid: number, more: Partial<HaRow> = {}): HaRow => ({
  id: `service:vm:${vmid}`,
  type: 'service',
  sid: `vm:${vmid}`,
  node: 'alder',
  state: 'started',
  crm_state: 'started',
  request_state: 'started',
  ...more,
})
export const manager = (node: string, words = 'active, watchdog active'): HaRow => ({
  id: `lrm:${node}`,
  type: 'lrm',
  node,
  status: `${node} (${words}, Sun Nov 22 16:06:03 2026)`,
})
export const master = (node = 'alder', words = 'active'): HaRow => ({
  id: 'master',
  type: 'master',
  node,
  status: `${node} (${words}, Sun Nov 22 16:06:03 2026)`,
})
export const fencing = (armed: string): HaRow => ({
  id: 'fencing',
  type: 'fencing',
  'armed-state': armed,
  status: `${armed} (CRM watchdog active)`,
})
