import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../../api/clock.ts'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { formatAge, formatMoment } from '../../../format/times.ts'
import { useSpeech, useT } from '../../../messages/LocaleProvider.tsx'
import { Mark } from '../../../ui/Mark.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { SnapshotActs } from '../../../runs/SnapshotActs.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import { toTree, type TreeLine } from './snapshot-tree.ts'
import { addressOf } from './use-guest.ts'
import type { WireSnapshot } from './wire.ts'

export function SnapshotsSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const snapshots = useQuery(pve<WireSnapshot[]>()(cluster, 'guestSnapshots', addressOf(guest)))
  return (
    <Sec label={t('guest:snapshots')}>
      <PvePart query={snapshots} right={auditRight(guest.id)}>
        {(data) => {
          const lines = toTree(data)
          if (lines.every(({ isNow }) => isNow)) return <p className="s dim">{t('guest:noSnapshots')}</p>
          return (
            <ul className="snaptree s">
              {lines.map((line) => (
                <Snapshot key={line.snapshot.name} line={line} guest={guest} />
              ))}
            </ul>
          )
        }}
      </PvePart>
    </Sec>
  )
}

function Snapshot({ line: { snapshot, depth, isNow }, guest }: { line: TreeLine; guest: GuestRow }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  const { name, snaptime, vmstate, description } = snapshot
  return (
    <li style={{ '--depth': Math.min(depth, 8) }}>
      <Mark name={isNow ? 'run' : 'stop'} />
      <span>
        <span className={isNow ? 'faint' : 'mid'}>{isNow ? t('guest:snapNow') : <Quote text={name} max={40} />}</span>
        {!isNow && vmstate === 1 && <span className="faint"> {t('guest:snapMemory')}</span>}
        {!isNow && description !== undefined && description.trim() !== '' && (
          <small>
            <Quote text={description.trim()} max={200} />
          </small>
        )}
      </span>
      {!isNow && <SnapshotActs vmid={guest.vmid} name={name} />}
      {snaptime !== undefined && !isNow && (
        <time className="faint" title={formatMoment(snaptime, locale, now)}>
          {t('guest:snapAge', { age: formatAge(now - snaptime, locale) })}
        </time>
      )}
    </li>
  )
}
