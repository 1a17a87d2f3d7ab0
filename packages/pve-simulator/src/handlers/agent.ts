import { agentAnswers } from '../guests/power.ts'
import type { Call, Handler, Handlers } from '../protocol/context.ts'
import { failure } from '../protocol/errors.ts'
import { drivesOf, isAgentEnabled, isRunning, nameOf, type Guest } from '../world/guest.ts'

type Row = Record<string, unknown>

/** Every agent call begins with a ping, and that waits three seconds for nobody (qemu-server: src/PVE/QemuServer/Agent.pm). */
async function living(call: Call): Promise<Guest> {
  const guest = call.qemu()
  if (!isAgentEnabled(guest.config)) throw failure('No QEMU guest agent configured')
  if (!isRunning(guest)) throw failure(`VM ${guest.vmid} is not running`)
  if (agentAnswers(call.world, guest)) return guest
  await call.world.scheduler.sleep(3)
  throw failure('QEMU guest agent is not running')
}

const asks =
  (result: (guest: Guest, call: Call) => unknown): Handler =>
  async (call) => ({ result: result(await living(call), call) })

const macOf = (guest: Guest): string =>
  /([0-9A-F]{2}(?::[0-9A-F]{2}){5})/i.exec(String(guest.config.net0 ?? ''))?.[1]?.toLowerCase() ?? '00:00:00:00:00:00'

const networkInterfaces = (guest: Guest): Row[] => [
  {
    name: 'lo',
    'hardware-address': '00:00:00:00:00:00',
    'ip-addresses': [
      {
        'ip-address': '127.0.0.1',
        'ip-address-type': 'ipv4',
        prefix: 8,
      },
    ],
    statistics: {
      'rx-bytes': 0,
      'tx-bytes': 0,
    },
  },
  {
    name: guest.config.ipconfig0 === undefined ? 'ens18' : 'eth0',
    'hardware-address': macOf(guest),
    'ip-addresses': guest.addresses.map((address) => ({
      'ip-address': address,
      'ip-address-type': address.includes(':') ? 'ipv6' : 'ipv4',
      prefix: address.includes(':') ? 64 : 24,
    })),
    statistics: {
      'rx-bytes': guest.counters.netin,
      'tx-bytes': guest.counters.netout,
    },
  },
]

function fsinfo(guest: Guest): readonly Row[] {
  if (guest.fsinfo) return guest.fsinfo
  return drivesOf(guest.config)
    .filter((drive) => /^(?:scsi|virtio|sata)\d+$/.test(drive.key) && !drive.cdrom)
    .map((drive, index) => ({
      name: `sd${'abcdef'[index] ?? 'z'}1`,
      mountpoint: index === 0 ? '/' : `/srv/data${index}`,
      type: 'ext4',
      'total-bytes': Math.floor(drive.size * 0.96),
      'used-bytes': Math.floor(drive.size * guest.diskUsed),
      disk: [{ dev: '/dev/sda1' }],
    }))
}

const osinfo = (guest: Guest): Row =>
  String(guest.config.ostype ?? 'l26').startsWith('win')
    ? {
        id: 'mswindows',
        name: 'Microsoft Windows',
        'pretty-name': 'Windows 11 Pro',
        version: 'Microsoft Windows 11',
        'version-id': '11',
        'kernel-release': '26100',
        'kernel-version': '10.0',
        machine: 'x86_64',
      }
    : {
        id: 'debian',
        name: 'Debian GNU/Linux',
        'pretty-name': 'Debian GNU/Linux 13 (trixie)',
        version: '13 (trixie)',
        'version-id': '13',
        'kernel-release': guest.kernel ?? '6.12.48+deb13-amd64',
        'kernel-version': '#1 SMP PREEMPT_DYNAMIC',
        machine: 'x86_64',
      }

async function exec(call: Call): Promise<Row> {
  const guest = await living(call)
  const pid = 2000 + guest.execs.size
  guest.execs.set(pid, {
    until: call.world.now() + call.world.scheduler.span(1),
    output: `${call.list('command').join(' ')}\n`,
  })
  return { pid }
}

async function execStatus(call: Call): Promise<Row> {
  const guest = await living(call)
  const job = guest.execs.get(call.number('pid') ?? 0)
  if (!job) throw failure(`Agent error: Invalid parameter 'pid'`)
  return call.world.now() < job.until ? { exited: 0 } : { exited: 1, exitcode: 0, 'out-data': job.output }
}

const frozenCount = (guest: Guest, frozen: boolean): number => {
  guest.frozen = frozen
  return 1
}

/** A command that the guest's own list forbids is no error of PVE's: 200, with the agent's complaint inside. */
const disabled = (command: string): Row => ({
  error: { class: 'CommandNotFound', desc: `Command ${command} has been disabled` },
})

const at = '/nodes/{node}/qemu/{vmid}/agent'

export const agentHandlers: Handlers = {
  [`GET ${at}`]: () =>
    ['ping', 'info', 'get-fsinfo', 'network-get-interfaces', 'exec', 'exec-status'].map((name) => ({ name })),
  [`POST ${at}/ping`]: asks(() => ({})),
  [`GET ${at}/info`]: asks(() => ({
    version: '9.2.0',
    supported_commands: [{ name: 'guest-ping', enabled: true, 'success-response': true }],
  })),
  [`GET ${at}/get-osinfo`]: asks(osinfo),
  [`GET ${at}/get-host-name`]: asks((guest) => ({ 'host-name': nameOf(guest).split('.')[0] })),
  [`GET ${at}/get-time`]: asks((_guest, call) => call.world.now() * 1_000_000),
  [`GET ${at}/get-timezone`]: asks(() => ({ zone: 'CET', offset: 3600 })),
  [`GET ${at}/get-users`]: asks(() => []),
  [`GET ${at}/get-vcpus`]: asks(() => [{ 'logical-id': 0, online: true, 'can-offline': false }]),
  [`GET ${at}/get-memory-blocks`]: asks(() => disabled('guest-get-memory-blocks')),
  [`GET ${at}/get-memory-block-info`]: asks(() => ({ size: 134_217_728 })),
  [`GET ${at}/get-fsinfo`]: asks(fsinfo),
  [`GET ${at}/network-get-interfaces`]: asks(networkInterfaces),
  [`POST ${at}/fsfreeze-status`]: asks((guest) => (guest.frozen ? 'frozen' : 'thawed')),
  [`POST ${at}/fsfreeze-freeze`]: asks((guest) => frozenCount(guest, true)),
  [`POST ${at}/fsfreeze-thaw`]: asks((guest) => frozenCount(guest, false)),
  [`POST ${at}/fstrim`]: asks(() => ({ paths: [{ path: '/', trimmed: 1_073_741_824, minimum: 0 }] })),
  [`POST ${at}/exec`]: exec,
  [`GET ${at}/exec-status`]: execStatus,
  [`GET ${at}/file-read`]: async (call) => {
    await living(call)
    throw failure(`Agent error: failed to open file '${call.needed('file')}' (mode: 'r'): No such file or directory`)
  },
}
