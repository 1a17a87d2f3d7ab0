/** The parts of a task's id. */
export type Upid = {
  node: string
  pid: number
  /** Start of the process in clock ticks since boot. */
  pstart: number
  /** Unix seconds. */
  starttime: number
  type: string
  /** What the task works on: a vmid, a storage, a file name; often empty. */
  id: string
  /** `user@realm` or `user@realm!token` */
  user: string
}

// PVE::UPID. pstart gets a ninth digit after about 497 days of uptime.
const form =
  /^UPID:([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?):([0-9A-Fa-f]{8}):([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\s/]+):([^:\s]*):([^:\s]+):$/

/** Takes a task's id apart; null when it is none. */
export function parseUpid(text: string): Upid | null {
  const match = form.exec(text)
  if (!match) return null
  const [, node = '', pid = '', pstart = '', starttime = '', type = '', id = '', user = ''] = match
  return {
    node,
    pid: parseInt(pid, 16),
    pstart: parseInt(pstart, 16),
    starttime: parseInt(starttime, 16),
    type,
    id,
    user,
  }
}

/** The id of a task from its parts, as PVE writes it. */
export function formatUpid({ node, pid, pstart, starttime, type, id, user }: Upid): string {
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')
  return `UPID:${node}:${hex(pid)}:${hex(pstart)}:${hex(starttime)}:${type}:${id}:${user}:`
}
