/** PVE's answers as the server has checked them; only what the guest page uses. All texts are hostile. */
export type WireStatus = {
  qmpstatus?: string
  memhost?: number
  ha?: { managed?: number; state?: string }
  blockstat?: Record<string, { failed_rd_operations?: number; failed_wr_operations?: number }>
  'running-machine'?: string
  'running-qemu'?: string
}
export type WireConfig = Record<string, string>
export type WirePending = { key: string; value?: string; pending?: string; delete?: number }[]
export type WireSnapshot = { name: string; description?: string; parent?: string; snaptime?: number; vmstate?: number }
export type WireTask = {
  upid: string
  type: string
  user: string
  starttime: number
  endtime?: number
  status?: string
}
export type WireAddress = { 'ip-address': string; 'ip-address-type'?: string; prefix?: number }
export type WireInterface = {
  name: string
  'hardware-address'?: string
  hwaddr?: string
  'ip-addresses'?: WireAddress[]
  inet?: string
  inet6?: string
}
export type WireAgent = { result: { error: { class?: string; desc?: string } } | WireInterface[] }
