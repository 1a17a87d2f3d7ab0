import { backupsOf, container, day, homeNode, local, localLvm, machine, nas } from './parts.ts'
import type { Scenario } from './index.ts'

/** Nothing at all to complain about: a rule that finds something here is wrong. */
export const healthy: Scenario = () => {
  const guests = [
    machine([101, 'home-assistant', 'ash'], { storage: 'nas' }, { config: { tags: 'home' }, load: 0.05 }),
    container([102, 'pihole', 'ash'], { storage: 'nas' }, { config: { tags: 'home' }, load: 0.01 }),
    machine([103, 'files', 'beech'], { memory: 4096, storage: 'nas' }, { load: 0.05 }),
    container([104, 'paperless', 'beech'], { memory: 1024, storage: 'nas' }, { load: 0.03 }),
    machine([105, 'photos', 'chestnut'], { memory: 4096, storage: 'nas' }, { load: 0.06 }),
  ]
  const backups = backupsOf(guests, 'nas', 7)
  const node = (name: string, days: number, secondIp: string) =>
    homeNode(name, {
      secondIp,
      uptime: days * day,
      subscription: { status: 'active', level: 'c', nextduedate: '2030-01-01', key: 'pve1c-0000000000', message: '' },
      repositories: { enterprise: true },
    })
  return {
    cluster: { name: 'healthy', version: 3 },
    nodes: [node('ash', 20, '10.10.10.11'), node('beech', 19, '10.10.10.12'), node('chestnut', 18, '10.10.10.13')],
    storages: [local({ content: 'iso,vztmpl,import,snippets' }), localLvm(), nas({ volumes: backups.volumes })],
    guests,
    jobs: [
      {
        id: 'backup-nightly',
        schedule: '02:30',
        storage: 'nas',
        all: true,
        mode: 'snapshot',
        more: { 'prune-backups': 'keep-daily=7' },
      },
    ],
    tasks: backups.tasks,
  }
}
