import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { GuestStateText } from '../../../facts/StateOf.tsx'
import { formatPercent, formatSize } from '../../../format/numbers.ts'
import type { T } from '../../../messages/i18n.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../../ui/KeyValues.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { addressOf } from './use-guest.ts'
import type { WireStatus } from './wire.ts'

type Line = { label: string; value: ReactNode; raw?: string }

/** What is the case at this moment: the live row, and what the node itself says more. */
export function NowSection({ guest, isAway }: { guest: GuestRow; isAway: boolean }) {
  const t = useT()
  const cluster = useClusterId()
  const status = useQuery({
    ...pve<WireStatus>()(cluster, 'guestStatus', addressOf(guest)),
    enabled: !isAway,
    refetchInterval: 15_000,
  })
  return (
    <Sec label={t('guest:now')} heavy>
      <KeyValues rows={[...rowLines(guest, t), ...statusLines(status.data?.data ?? {}, t)]} />
    </Sec>
  )
}

function rowLines(guest: GuestRow, t: T): Line[] {
  const lines: Line[] = [
    { label: t('guest:stateReason'), value: <GuestStateText guest={guest} withReason />, raw: guest.rawState },
    { label: t('guest:load'), value: sayLoad(guest, t) },
  ]
  if (guest.kind === 'lxc' && guest.diskUsed !== null && guest.diskMax !== null)
    lines.push({
      label: t('guest:rootDisk'),
      value: t('guest:rootDiskOf', { used: formatSize(guest.diskUsed), max: formatSize(guest.diskMax) }),
    })
  if (guest.lock !== null)
    lines.push({
      label: t('guest:lock'),
      value: (
        <>
          <Quote text={guest.lock} max={40} /> <span className="faint">{t('guest:lockWhy')}</span>
        </>
      ),
      raw: 'lock',
    })
  if (guest.ha !== null)
    lines.push({
      label: t('guest:ha'),
      value: (
        <>
          <Quote text={guest.ha} max={40} /> <span className="faint">{t('guest:haWhy')}</span>
        </>
      ),
      raw: 'hastate',
    })
  if (guest.pool !== null) lines.push({ label: t('guest:pool'), value: <Quote text={guest.pool} max={80} /> })
  if (guest.tags.length > 0)
    lines.push({ label: t('guest:tags'), value: guest.tags.map((tag) => <Tag key={tag} text={tag} />) })
  return lines
}

function sayLoad(guest: GuestRow, t: T): ReactNode {
  if (guest.unknown === null && guest.state === 'stopped') return <span className="faint">–</span>
  if (guest.cpu === null && guest.memory === null) return <span className="faint">?</span>
  return t('guest:loadOf', {
    cpu: guest.cpu === null ? '?' : formatPercent(guest.cpu),
    memory: guest.memory === null ? '?' : formatSize(guest.memory),
    memoryMax: guest.memoryMax === null ? '?' : formatSize(guest.memoryMax),
  })
}

function statusLines(status: WireStatus, t: T): Line[] {
  const lines: Line[] = []
  if (status.memhost) lines.push({ label: t('guest:memoryHost'), value: formatSize(status.memhost), raw: 'memhost' })
  if (status['running-qemu'])
    lines.push({
      label: t('guest:qemu'),
      value: t('guest:qemuOf', { qemu: status['running-qemu'], machine: status['running-machine'] ?? '?' }),
      raw: 'running-qemu · running-machine',
    })
  const failed = Object.entries(status.blockstat ?? {}).flatMap(([disk, counts]) => {
    const count = (counts.failed_wr_operations ?? 0) + (counts.failed_rd_operations ?? 0)
    return count > 0 ? [t('guest:failedWritesOf', { count, disk })] : []
  })
  if (failed.length > 0)
    lines.push({
      label: t('guest:failedWrites'),
      value: <span className="t-critical mid">{failed.join(t('guest:comma'))}</span>,
      raw: 'blockstat',
    })
  return lines
}
