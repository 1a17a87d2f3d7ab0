import type { StorageRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useGuests } from '../../facts/use-facts.ts'
import { formatClock } from '../../format/times.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { ownerOf, type WireVolume } from './content.ts'
import { ContentTable } from './ContentTable.tsx'
import { GuestTotals } from './GuestTotals.tsx'
import { storageRight } from './StorageChart.tsx'

/** Read only when a person asks: on a share that does not answer the call hangs and holds a worker of the node. */
export function ContentSection({ row }: { row: StorageRow }) {
  const t = useT()
  const cluster = useClusterId()
  const [asked, setAsked] = useState(false)
  const query = useQuery({
    ...pve<WireVolume[]>()(cluster, 'storageContent', { node: row.node, storage: row.storage }),
    enabled: asked,
    staleTime: Infinity,
    retry: false,
  })
  const node = inSentence(row.node)
  if (!asked && !query.data)
    return (
      <Sec label={t('storage:contents')} small={t('storage:contentsSmall', { node })}>
        <div className="stack">
          <p className="s dim measure">{t('storage:askWhy')}</p>
          {row.unknown !== null && (
            <NoteBox tone="warn">{t('storage:askUnknown', { why: whyUnknown(row.unknown, t) })}</NoteBox>
          )}
          <div className="acts">
            <Button onClick={() => setAsked(true)}>{t('storage:ask')}</Button>
          </div>
        </div>
      </Sec>
    )
  return (
    <>
      {query.data && <GuestTotals volumes={query.data.data} />}
      <Sec label={t('storage:contents')} small={t('storage:contentsSmall', { node })}>
        <PveAnswer query={query} right={storageRight(row.storage)} node={node} what={t('storage:reading')}>
          {(volumes, { readAt }) => (
            <>
              <p className="s dim acts readline">
                <span>{t('storage:readAt', { time: formatClock(readAt, true) })}</span>
                <Button
                  size="small"
                  look="quiet"
                  icon="restart"
                  busy={query.isFetching}
                  onClick={() => void query.refetch()}
                >
                  {t('storage:readAgain')}
                </Button>
              </p>
              <Volumes row={row} volumes={volumes} />
            </>
          )}
        </PveAnswer>
      </Sec>
    </>
  )
}

function Volumes({ row, volumes }: { row: StorageRow; volumes: WireVolume[] }) {
  const t = useT()
  const guests = useGuests()
  // Without a whole list of guests nobody can say that one of them is missing.
  const known = guests.isLoading || guests.error || guests.readAt === null ? null : guests.rows
  const place = useMemo(() => ({ node: row.node, shared: row.shared, guests: known }), [row.node, row.shared, known])
  const orphans = useMemo(
    () => volumes.filter((volume) => volume.content !== 'backup' && ownerOf(volume, place).kind === 'orphan').length,
    [volumes, place],
  )
  if (volumes.length === 0) return <p className="s dim">{t('storage:empty')}</p>
  return (
    <div className="stack">
      {orphans > 0 && <NoteBox>{t('storage:orphansNote', { count: orphans })}</NoteBox>}
      <ContentTable volumes={volumes} place={place} />
    </div>
  )
}
