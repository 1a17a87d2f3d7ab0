import type { PersonAct } from '../acts.ts'

type Commands = PersonAct['commands']

const service = 'systemctl enable --now qemu-guest-agent'
const linux: Commands = [
  { on: 'Debian, Ubuntu', lines: ['apt-get update', 'apt-get install -y qemu-guest-agent', service] },
  { on: 'Fedora, RHEL, Rocky, Alma', lines: ['dnf install -y qemu-guest-agent', service] },
  { on: 'openSUSE, SLES', lines: ['zypper install -y qemu-guest-agent', service] },
  { on: 'Arch', lines: ['pacman -S --noconfirm qemu-guest-agent', service] },
  {
    on: 'Alpine',
    lines: ['apk add qemu-guest-agent', 'rc-update add qemu-guest-agent', 'rc-service qemu-guest-agent start'],
  },
]
/** From the virtio-win disc, which has to be in a CD drive of the guest. */
const windows: Commands = [
  {
    on: 'Windows (PowerShell)',
    lines: [
      '$disc = (Get-Volume -FileSystemLabel virtio-win*).DriveLetter',
      'Start-Process msiexec -Wait -ArgumentList "/i ${disc}:\\guest-agent\\qemu-ga-x86_64.msi /qn"',
      'Start-Service QEMU-GA',
    ],
  },
]
const bsd: Commands = [
  {
    on: 'FreeBSD',
    lines: ['pkg install -y qemu-guest-agent', 'sysrc qemu_guest_agent_enable=YES', 'service qemu-guest-agent start'],
  },
]

/** Vendor data is read at the first boot of an instance only, so it is for guests that have not been started yet. */
const vendor = (vmid: number): Commands => [
  {
    on: 'cloud-init (vendor data)',
    lines: [
      'mkdir -p /var/lib/vz/snippets',
      `printf '%s\\n' '#cloud-config' 'packages: [qemu-guest-agent]' 'runcmd: [[systemctl, enable, --now, qemu-guest-agent]]' > /var/lib/vz/snippets/guest-agent.yaml`,
      `qm set ${vmid} --cicustom vendor=local:snippets/guest-agent.yaml`,
    ],
  },
]

/** How the agent is installed, for each system that the guest may have inside (`ostype` is only what was once chosen). */
export function agentCommands(guest: { ostype: string; vendorData: boolean; vmid: number }): Commands {
  const { ostype, vendorData, vmid } = guest
  const own = /^(win|w2k|wxp|wvista)/.test(ostype)
    ? windows
    : /^l2[46]$/.test(ostype)
      ? linux
      : [...linux, ...windows, ...bsd]
  return vendorData ? [...own, ...vendor(vmid)] : own
}
