// PVE's answers as the server has checked them; only what the page of a node uses. All texts in them are hostile.
type Usage = { total?: number; used?: number }
export type WireNodeStatus = {
  cpu?: number
  wait?: number
  loadavg: number[]
  pveversion: string
  kversion?: string
  'current-kernel'?: { release?: string }
  'boot-info'?: { mode?: string; secureboot?: number }
  cpuinfo?: { cpus?: number; model?: string }
  memory?: Usage
  swap?: Usage
  rootfs?: Usage
}
export type WireService = {
  service: string
  name: string
  desc?: string
  state: string
  'active-state'?: string
  'unit-state'?: string
}
export type WireDisk = {
  devpath: string
  size?: number
  used?: string
  health?: string
  wearout?: number | string
  type?: string
  model?: string
  serial?: string
}
export type WireInterface = {
  iface: string
  type: string
  active?: number
  exists?: number
  autostart?: number
  method?: string
  method6?: string
  address?: string
  cidr?: string
  gateway?: string
  address6?: string
  cidr6?: string
  gateway6?: string
  bridge_ports?: string
  bridge_vlan_aware?: number
  slaves?: string
  bond_mode?: string
  'vlan-id'?: number
  'vlan-raw-device'?: string
  mtu?: number
  comments?: string
}
export type WireCertificate = {
  filename: string
  fingerprint?: string
  subject?: string
  issuer?: string
  notafter?: number
}
export type WirePackage = {
  Package: string
  Version?: string
  OldVersion?: string
  CurrentState?: string
  RunningKernel?: string
  ManagerVersion?: string
  Title?: string
}
export type WireRepositories = {
  errors: { path: string; error: string }[]
  infos: { path: string; index: number; kind: string; message: string }[]
  'standard-repos': { handle: string; name: string; status?: number }[]
}
export type WireSubscription = { status: string; level?: string; productname?: string; nextduedate?: string }
