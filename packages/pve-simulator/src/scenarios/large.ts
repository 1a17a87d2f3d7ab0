import { noise } from '../sim/random.ts'
import type { GuestDescription } from '../world/description.ts'
import type { Scenario } from './index.ts'
import { container, gib, homeNode, local, localLvm, machine, nas, tib } from './parts.ts'

const nodeCount = 32
const defaultGuests = 5000
const roles = ['web', 'db', 'mail', 'build', 'cache', 'app', 'queue', 'dev', 'test', 'proxy']

function guest(index: number): GuestDescription {
  const vmid = 1000 + index
  const node = `node${String((index % nodeCount) + 1).padStart(2, '0')}`
  const name = `${roles[index % roles.length] ?? 'app'}-${String(Math.floor(index / roles.length)).padStart(3, '0')}`
  const run = noise(7, index) < 0.12 ? 'stopped' : 'running'
  const tags = `${roles[index % roles.length] ?? 'app'};rack${(index % 4) + 1}`
  const more = { run, config: { tags, onboot: run === 'running' ? 1 : 0 } } as const
  return index % 5 < 2
    ? container([vmid, name, node], { memory: 1024 }, more)
    : machine([vmid, name, node], { memory: 4096, storage: 'nas' }, more)
}

/** 32 nodes with 5,000 guests, or as many as are asked for: for the question whether it is still quick. */
export const large: Scenario = ({ guests = defaultGuests }) => ({
  cluster: { name: 'large', version: 40 },
  nodes: Array.from({ length: nodeCount }, (_, index) =>
    homeNode(`node${String(index + 1).padStart(2, '0')}`, {
      cpus: 64,
      memory: 1024 * gib,
      ip: `10.20.0.${index + 11}`,
    }),
  ),
  storages: [local(), localLvm({ total: 8 * tib, used: 3 * tib }), nas({ total: 400 * tib, used: 150 * tib })],
  guests: Array.from({ length: guests }, (_, index) => guest(index)),
  jobs: [{ id: 'backup-all', schedule: '01:00', storage: 'nas', all: true, mode: 'snapshot' }],
})
