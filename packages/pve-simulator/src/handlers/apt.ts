import { digestText } from '../guests/digest.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { hex } from '../sim/random.ts'
import { kernelOf } from './node-status.ts'

type Row = Record<string, unknown>

function versions(call: Call): Row[] {
  const nine = call.world.pve !== '8.4'
  const row = (Package: string, Version: string, Title: string, more: Row = {}): Row => ({
    Package,
    Version,
    OldVersion: Version,
    Title,
    Description: Title,
    Arch: 'amd64',
    Origin: 'Proxmox',
    Section: 'admin',
    Priority: 'optional',
    CurrentState: 'Installed',
    ...more,
  })
  const kernel = kernelOf(call)
  return [
    row('proxmox-ve', nine ? '9.2.0' : '8.4.0', 'Proxmox Virtual Environment', { RunningKernel: kernel, Arch: 'all' }),
    row('pve-manager', nine ? '9.2.11' : '8.4.21', 'Proxmox Virtual Environment Management Tools', {
      ManagerVersion: call.node.description.manager ?? (nine ? '9.2.11' : '8.4.21'),
      Arch: 'all',
    }),
    row(
      `proxmox-kernel-${nine ? '7.0.14-1-pve' : '6.8.12-15-pve'}`,
      nine ? '7.0.14-1' : '6.8.12-15',
      'Proxmox Kernel Image',
    ),
    row('qemu-server', nine ? '9.2.6' : '8.4.10', 'QEMU Server Tools'),
    row('pve-qemu-kvm', nine ? '10.0.13-1' : '9.2.0-7', 'Full virtualization on x86 hardware'),
    row('pve-container', nine ? '6.1.10' : '5.3.5', 'Proxmox VE Container management tool', { Arch: 'all' }),
    row('pve-cluster', nine ? '9.1.6' : '8.1.3', 'Proxmox Virtual Environment cluster infrastructure'),
    row('libpve-storage-perl', nine ? '9.1.7' : '8.3.8', 'Proxmox VE storage management library', { Arch: 'all' }),
    row('corosync', nine ? '3.1.9-pve2' : '3.1.9-pve1', 'cluster engine daemon and utilities'),
    row('ceph-fuse', '18.2.7+ds-1+deb13u1', 'FUSE-based client for the Ceph distributed file system', {
      OldVersion: undefined,
      CurrentState: 'NotInstalled',
      Origin: 'Debian',
    }),
  ]
}

const updates = (call: Call): Row[] =>
  (call.node.description.updates ?? []).map((one) => ({
    Package: one.Package,
    Version: one.Version,
    OldVersion: one.OldVersion,
    Title: one.Title ?? one.Package,
    Description: one.Title ?? one.Package,
    Arch: 'amd64',
    Origin: 'Proxmox',
    Section: 'admin',
    Priority: 'optional',
  }))

/** Never recorded: the form is that of the published schema (pve-manager: PVE/API2/APT.pm). */
function repositories(call: Call): Row {
  const given = call.node.description.repositories ?? { noSubscription: true }
  const { enterprise, noSubscription, test } = given
  const nine = call.world.pve !== '8.4'
  const kind = nine ? 'sources' : 'list'
  const suite = nine ? 'trixie' : 'bookworm'
  const file = (name: string, uri: string, component: string, enabled = true, release = suite): Row => ({
    path: `/etc/apt/sources.list.d/${name}.${kind}`,
    'file-type': kind,
    repositories: [
      {
        Enabled: enabled ? 1 : 0,
        FileType: kind,
        Types: ['deb'],
        URIs: [uri],
        Suites: [release],
        Components: [component],
      },
    ],
  })
  const ofPve = (name: string, host: string, component: string, enabled: boolean | undefined): Row[] =>
    enabled === undefined ? [] : [file(name, `${host}/debian/pve`, component, enabled)]
  const download = 'http://download.proxmox.com'
  const files = [
    file('debian', 'http://deb.debian.org/debian', 'main', true, given.debianSuite),
    ...ofPve('pve-enterprise', 'https://enterprise.proxmox.com', 'pve-enterprise', enterprise),
    ...ofPve('proxmox', download, 'pve-no-subscription', noSubscription),
    ...ofPve('pve-test', download, nine ? 'pve-test' : 'pvetest', test),
  ]
  return {
    files,
    errors: given.broken ?? [],
    infos: [],
    digest: digestText(files),
    'standard-repos': [
      standard('enterprise', 'Enterprise', enterprise),
      standard('no-subscription', 'No-Subscription', noSubscription),
      standard('test', 'Test', test),
    ],
  }
}

const standard = (handle: string, name: string, status: boolean | undefined): Row => ({
  handle,
  name,
  status: status === undefined ? null : Number(status),
})

function aptRefresh(call: Call): string {
  return call.world.tasks.start(
    { node: call.node.name, type: 'aptupdate', id: '', authid: call.authid },
    async (worker) => {
      worker.log('starting apt-get update')
      await worker.sleep(6)
      if (call.node.description.repositories?.enterprise) {
        worker.log('Err:5 https://enterprise.proxmox.com/debian/pve trixie InRelease')
        worker.log('  401  Unauthorized [IP: 192.0.2.10 443]')
        throw new Error("command 'apt-get update' failed: exit code 100")
      }
      worker.log('Reading package lists...')
    },
  )
}

const subscription = (call: Call): Row => ({
  status: 'notfound',
  message: 'There is no subscription key',
  serverid: hex(call.node.seed, 32).toUpperCase(),
  url: 'https://www.proxmox.com/en/proxmox-virtual-environment/pricing',
  ...call.node.description.subscription,
})

export const aptHandlers: Handlers = {
  'GET /nodes/{node}/apt/versions': versions,
  'GET /nodes/{node}/apt/update': updates,
  'POST /nodes/{node}/apt/update': aptRefresh,
  'GET /nodes/{node}/apt/repositories': repositories,
  'GET /nodes/{node}/subscription': subscription,
}
