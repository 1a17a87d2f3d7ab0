import type { GuestDescription } from '../world/description.ts'
import { machine } from './parts.ts'

type Config = NonNullable<GuestDescription['config']>

/** A machine from a cloud image whose settings are in order but for what is given. */
function cloud(
  [vmid, name]: [vmid: number, name: string],
  config: Config = {},
  more: Partial<GuestDescription> & { disk?: number } = {},
): GuestDescription {
  const { disk = 20, ...rest } = more
  return machine(
    [vmid, name, 'rusty'],
    { memory: 1024, disk },
    {
      ...rest,
      config: {
        ciuser: 'home',
        ciupgrade: 0,
        ide2: `local-lvm:vm-${vmid}-cloudinit,media=cdrom,size=4M`,
        ipconfig0: 'ip=dhcp',
        serial0: 'socket',
        sshkeys: 'ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIExample%20home',
        vga: 'serial0',
        ...config,
      },
    },
  )
}

const second = { net1: 'virtio=BC:24:11:0A:0B:01,bridge=vmbr0' }

/** First tries with cloud-init, each with a mistake of its own that PVE accepts. */
export const neglectedCloudInit: readonly GuestDescription[] = [
  cloud([201, 'never-enlarged'], {}, { disk: 3 }),
  cloud([202, 'no-drive'], {}, { without: ['ide2'] }),
  cloud([203, 'no-way-out'], { ipconfig0: 'ip=192.168.1.203/24' }),
  cloud([204, 'gateway-outside'], { ipconfig0: 'ip=192.168.2.204/24,gw=192.168.1.1' }),
  cloud([205, 'gateway-and-dhcp'], { ipconfig0: 'ip=dhcp,gw=192.168.1.1' }),
  cloud([206, 'nobody-may-in'], {}, { without: ['sshkeys'] }),
  cloud([207, 'one-nameserver'], { nameserver: '1.1.1.1,8.8.8.8' }),
  cloud([208, 'second-card'], second),
  cloud([209, 'uefi'], { bios: 'ovmf', efidisk0: 'local-lvm:vm-209-disk-1,efitype=4m,pre-enrolled-keys=1,size=4M' }),
  cloud([210, 'no-console'], {}, { without: ['serial0', 'vga'] }),
  cloud([211, 'own-snippet'], { cicustom: 'vendor=local:snippets/vendor.yaml' }),
  cloud([212, 'upgrades-first'], {}, { without: ['ciupgrade'] }),
  cloud([213, 'web.home.arpa']),
  cloud([214, 'first'], { ipconfig0: 'ip=192.168.1.214/24,gw=192.168.1.1' }),
  cloud([215, 'cloned'], { ipconfig0: 'ip=192.168.1.214/24,gw=192.168.1.1' }),
]
