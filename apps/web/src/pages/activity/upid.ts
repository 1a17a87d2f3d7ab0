export type UpidParts = {
  node: string
  startedAt: number
  type: string
  subject: string
  user: string
  token: string | null
}

const form = /^UPID:([A-Za-z0-9-]+):[0-9A-F]{8}:[0-9A-F]{8,9}:([0-9A-F]{8}):([^:\s/]+):([^:\s]*):([^:\s]+):$/

/** What PVE wrote into the name of a task (pve-common: src/PVE/UPID.pm). null for what is not one. */
export function parseUpid(upid: string): UpidParts | null {
  const found = form.exec(upid)
  if (!found) return null
  const [, node = '', started = '0', type = '', subject = '', who = ''] = found
  const at = who.indexOf('!')
  return {
    node,
    startedAt: Number.parseInt(started, 16),
    type,
    subject,
    user: at < 0 ? who : who.slice(0, at),
    token: at < 0 ? null : who.slice(at + 1),
  }
}
