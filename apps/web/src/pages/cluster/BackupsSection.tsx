import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { formatMoment } from '../../format/times.ts'
import { useNow } from '../../api/clock.ts'
import type { T } from '../../messages/i18n.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { PvePart } from '../guests/guest/PvePart.tsx'
import { rootRight } from './root-right.ts'

type Job = {
  id: string
  enabled?: number
  schedule?: string
  storage?: string
  all?: number
  vmid?: string
  pool?: string
  exclude?: string
  comment?: string
  'next-run'?: number
}

export function BackupsSection() {
  const t = useT()
  const cluster = useClusterId()
  const jobs = useQuery({ ...pve<Job[]>()(cluster, 'backupJobs', {}), staleTime: 60_000 })
  const columns = useMemo(() => toColumns(t), [t])
  return (
    <Sec label={t('cluster:backups')}>
      <PvePart query={jobs} right={rootRight}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('cluster:backupsNone')}>{t('cluster:backupsNoneWhy')}</Empty>
          ) : (
            <DataTable label={t('cluster:backups')} columns={columns} rows={rows} keyOf={({ id }) => id} />
          )
        }
      </PvePart>
    </Sec>
  )
}

function toColumns(t: T): Column<Job>[] {
  return [
    {
      id: 'job',
      head: t('cluster:job'),
      width: '12rem',
      cell: ({ id, comment }) => <Quote text={comment?.trim() || id} max={60} />,
    },
    {
      id: 'schedule',
      head: t('cluster:schedule'),
      priority: '2',
      cell: ({ schedule, enabled }) =>
        enabled === 0 ? (
          <State mark="off">{t('cluster:jobOff')}</State>
        ) : (
          <Quote text={schedule ?? '?'} max={60} mono />
        ),
    },
    {
      id: 'guests',
      head: t('cluster:guests'),
      priority: '2f',
      cell: (job) => <Quote text={sayGuests(job, t)} max={160} />,
    },
    {
      id: 'target',
      head: t('cluster:target'),
      priority: '3',
      cell: ({ storage }) => <Quote text={storage ?? '?'} max={63} />,
    },
    {
      id: 'next',
      head: t('cluster:nextRun'),
      priority: '3',
      align: 'end',
      cell: (job) => <Next at={job['next-run']} />,
    },
  ]
}

function sayGuests({ all, exclude, pool, vmid }: Job, t: T): string {
  if (all === 1) return exclude ? t('cluster:allBut', { ids: exclude }) : t('cluster:allGuests')
  if (pool !== undefined) return t('cluster:poolGuests', { pool })
  return vmid?.replaceAll(',', ', ') ?? '?'
}

function Next({ at }: { at: number | undefined }) {
  const { locale } = useSpeech()
  const now = useNow()
  return <span className="dim">{at === undefined ? '–' : formatMoment(at, locale, now)}</span>
}
