import { useMemo, useState } from 'react'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { needsHand, type ServiceState, serviceState } from './services.ts'
import { type NodeParts, rootRight } from './use-node-parts.ts'
import type { WireService } from './wire.ts'

export function ServicesSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  return (
    <Sec label={t('node:services')}>
      <PveAnswer query={parts.services} right={rootRight} node={node}>
        {(services) => <Services services={services} />}
      </PveAnswer>
    </Sec>
  )
}

const drawn: Readonly<Record<ServiceState, { mark: MarkName; tone: Tone }>> = {
  running: { mark: 'run', tone: 'plain' },
  oneshot: { mark: 'ok', tone: 'plain' },
  dead: { mark: 'critical', tone: 'critical' },
  failed: { mark: 'critical', tone: 'critical' },
  off: { mark: 'off', tone: 'plain' },
  absent: { mark: 'off', tone: 'plain' },
  other: { mark: 'unknown', tone: 'unknown' },
}
const rank = ['failed', 'dead', 'other', 'running', 'oneshot', 'off', 'absent']

/** What should run and does not stands out; the rest is one sentence until somebody wants to see it. */
function Services({ services }: { services: WireService[] }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const columns = useMemo(() => toColumns(t), [t])
  const sorted = useMemo(
    () => services.toSorted((a, b) => rank.indexOf(serviceState(a)) - rank.indexOf(serviceState(b))),
    [services],
  )
  const bad = sorted.filter((service) => needsHand(serviceState(service)))
  const running = sorted.filter((service) => serviceState(service) === 'running').length
  const shown = opened ? sorted : bad
  return (
    <div className="stack">
      <p className="s">
        {bad.length > 0 ? (
          <State mark="critical" tone="critical">
            {t('node:servicesDead', { count: bad.length })}
          </State>
        ) : (
          t('node:servicesFine', { count: running })
        )}
      </p>
      {shown.length > 0 && (
        <DataTable
          label={t('node:services')}
          dense
          columns={columns}
          rows={shown}
          keyOf={({ service }) => service}
          rowClass={(service) => (serviceState(service) === 'absent' ? 'is-unknown' : undefined)}
        />
      )}
      {!opened && (
        <div className="acts">
          <Button size="small" onClick={() => setOpened(true)}>
            {t('node:servicesAll', { count: services.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

const toColumns = (t: T): Column<WireService>[] => [
  {
    id: 'service',
    head: t('node:service'),
    width: '14rem',
    cell: ({ service }) => <Quote text={service} max={60} mono />,
  },
  {
    id: 'state',
    head: t('node:link'),
    priority: '2',
    width: '14rem',
    cell: (service) => {
      const state = serviceState(service)
      return <State {...drawn[state]}>{t(`node:service-${state}`)}</State>
    },
  },
  {
    id: 'desc',
    head: '',
    priority: '2f',
    cell: ({ desc }) => (
      <span className="dim">
        <Quote text={desc ?? ''} max={90} />
      </span>
    ),
  },
  {
    id: 'boot',
    head: t('node:atBoot'),
    priority: '3',
    cell: (service) => (
      <span className="mono faint">
        <Quote text={service['unit-state'] ?? '?'} max={24} />
      </span>
    ),
  },
]
