import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { PvePart } from '../guests/guest/PvePart.tsx'
import { rootRight } from './root-right.ts'

type HaRow = {
  id: string
  type: string
  status?: string
  node?: string
  sid?: string
  state?: string
  crm_state?: string
  request_state?: string
}

export function HaSection() {
  const t = useT()
  const cluster = useClusterId()
  const ha = useQuery({ ...pve<HaRow[]>()(cluster, 'haStatus', {}), refetchInterval: 15_000 })
  const columns = useMemo(() => toColumns(t, cluster), [t, cluster])
  return (
    <Sec label={t('cluster:ha')}>
      <PvePart query={ha} right={rootRight}>
        {(rows) => {
          const services = rows.filter(({ type }) => type === 'service')
          return (
            <>
              {services.length === 0 ? (
                <p className="s dim">{t('cluster:haNone')}</p>
              ) : (
                <DataTable label={t('cluster:ha')} columns={columns} rows={services} keyOf={({ id }) => id} />
              )}
              <Managers rows={rows} />
            </>
          )
        }}
      </PvePart>
    </Sec>
  )
}

function Managers({ rows }: { rows: readonly HaRow[] }) {
  const t = useT()
  const said = (type: string) => rows.filter((row) => row.type === type).map((row) => row.status ?? '')
  const lines = [
    { label: t('cluster:haManager'), texts: said('master') },
    { label: t('cluster:haFencing'), texts: said('fencing') },
    { label: t('cluster:haAgents'), texts: said('lrm') },
  ].filter(({ texts }) => texts.length > 0)
  if (lines.length === 0) return null
  return (
    <div className="hamanagers">
      <KeyValues
        rows={lines.map(({ label, texts }) => ({
          label,
          value: texts.slice(0, 40).map((text) => (
            <span key={text} className="block">
              <Quote text={text} max={160} mono />
            </span>
          )),
        }))}
      />
    </div>
  )
}

const looks: Readonly<Record<string, { mark: MarkName; tone: Tone }>> = {
  started: { mark: 'run', tone: 'plain' },
  stopped: { mark: 'stop', tone: 'plain' },
  disabled: { mark: 'off', tone: 'plain' },
  ignored: { mark: 'off', tone: 'plain' },
  error: { mark: 'critical', tone: 'critical' },
  fence: { mark: 'critical', tone: 'critical' },
  recovery: { mark: 'warn', tone: 'warn' },
  freeze: { mark: 'frozen', tone: 'frozen' },
}
const moving = { mark: 'busy', tone: 'plain' } as const

function toColumns(t: T, cluster: string): Column<HaRow>[] {
  return [
    {
      id: 'resource',
      head: t('cluster:haResource'),
      width: '12rem',
      cell: ({ sid, id }) => {
        const vmid = /^(?:vm|ct):(\d+)$/.exec(sid ?? '')?.[1]
        const name = <Quote text={sid ?? id} max={80} />
        return vmid === undefined ? name : <Link {...paths.guest(cluster, vmid)}>{name}</Link>
      },
    },
    {
      id: 'state',
      head: t('cluster:haState'),
      priority: '2f',
      cell: ({ state, crm_state: manager }) => {
        const word = state ?? manager ?? '?'
        return (
          <State {...(looks[word] ?? moving)}>
            <Quote text={word} max={40} />
          </State>
        )
      },
    },
    {
      id: 'wanted',
      head: t('cluster:haWanted'),
      priority: '3',
      cell: ({ request_state: wanted }) => <Quote text={wanted ?? '–'} max={40} />,
    },
    { id: 'node', head: t('cluster:haNode'), priority: '2', cell: ({ node }) => <Quote text={node ?? '–'} max={63} /> },
  ]
}
