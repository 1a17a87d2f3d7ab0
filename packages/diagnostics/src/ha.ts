import type { Subject } from './define-rule.ts'
import type { HaRow } from './facts.ts'

export type HaService = HaRow & { sid: string; vmid: string; subject: Subject }

/** The guests that HA looks after: rows such as "service:vm:510". */
export const servicesOf = (rows: readonly HaRow[]): HaService[] =>
  rows.flatMap((row) => {
    const sid = row.sid ?? ''
    const vmid = /^(?:vm|ct):(\d+)$/.exec(sid)?.[1]
    return row.type === 'service' && vmid !== undefined
      ? [{ ...row, sid, vmid, subject: { kind: 'guest' as const, id: vmid } }]
      : []
  })

/** Those that HA really moves and restarts; "ignored" ones are left alone. */
export const activeOf = (rows: readonly HaRow[]) =>
  servicesOf(rows).filter((service) => service.request_state !== 'ignored' && service.state !== 'ignored')

export const isDead = (row: HaRow) => /old timestamp/.test(row.status ?? '')
export const isDisarmed = (rows: readonly HaRow[]) =>
  rows.some((row) => row.type === 'fencing' && (row['armed-state'] ?? '').startsWith('disarm'))
