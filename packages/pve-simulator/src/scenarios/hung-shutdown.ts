import { container, day, homeNode, local, localLvm, machine } from './parts.ts'
import type { Scenario } from './index.ts'

/** Somebody has asked guests to shut down that will not: their tasks wait, hold the lock, and whoever tries again fails. */
export const hungShutdown: Scenario = () => ({
  cluster: { name: 'stuck', version: 2 },
  nodes: [homeNode('attic', { uptime: 12 * day }), homeNode('cellar', { uptime: 12 * day })],
  storages: [local(), localLvm()],
  guests: [
    machine([101, 'deaf', 'attic'], {}, { behaviour: 'ignores-acpi', config: { agent: '0' } }),
    machine([102, 'agent-dead', 'attic'], {}, { behaviour: 'ignores-acpi', agent: 'dead' }),
    machine([103, 'frozen', 'attic'], {}, { behaviour: 'frozen-qemu' }),
    container([104, 'stubborn', 'attic'], {}, { behaviour: 'ignores-acpi' }),
    machine([105, 'obedient', 'cellar']),
    machine([106, 'slow-boot', 'cellar'], {}, { uptime: 20, bootTime: 240 }),
  ],
  tasks: [
    {
      node: 'attic',
      type: 'qmshutdown',
      id: '101',
      user: 'lena@pve',
      age: 95,
      remaining: 3600,
      holdsLock: true,
      endsAs: 'VM quit/powerdown failed - got timeout',
    },
    {
      node: 'attic',
      type: 'qmstop',
      id: '101',
      user: 'lena@pve',
      age: 60,
      duration: 10,
      status: "can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout",
      log: ['trying to acquire lock...'],
    },
    {
      node: 'attic',
      type: 'qmreboot',
      id: '102',
      user: 'lena@pve',
      age: 40,
      remaining: 3600,
      holdsLock: true,
      endsAs: 'VM quit/powerdown failed - got timeout',
      log: ["QEMU Guest Agent is not running - VM 102 qga command 'guest-ping' failed - got timeout"],
    },
    {
      node: 'attic',
      type: 'vzshutdown',
      id: '104',
      user: 'lena@pve',
      age: 50,
      remaining: 3600,
      holdsLock: true,
      endsAs: 'container did not stop',
    },
  ],
})
