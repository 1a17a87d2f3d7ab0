export interface UpidParts {
  readonly node: string
  readonly pid: number
  readonly pstart: number
  readonly starttime: number
  readonly type: string
  readonly id: string
  /** `user@realm` or `user@realm!token`. */
  readonly authid: string
}

const upper = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')

export const formatUpid = (parts: UpidParts): string =>
  `UPID:${parts.node}:${upper(parts.pid)}:${upper(parts.pstart)}:${upper(parts.starttime)}:${parts.type}:${parts.id}:${parts.authid}:`

export const looksLikeUpid = (text: string): boolean =>
  /^UPID:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?:[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:[0-9A-Fa-f]{8}:[^:\s]+:[^:\s]*:[^:\s]+:$/.test(
    text,
  )
