import { useMemo } from 'react'
import { serverNow } from '../../api/clock.ts'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { formatDay } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { certificateState } from './certificates.ts'
import { type NodeParts, nodeRight } from './use-node-parts.ts'
import type { WireCertificate } from './wire.ts'

export function CertificatesSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  const columns = useMemo(() => toColumns(t), [t])
  return (
    <Sec label={t('node:certificates')}>
      <PveAnswer query={parts.certificates} right={nodeRight(node)} node={node}>
        {(certificates) => (
          <DataTable
            label={t('node:certificates')}
            columns={columns}
            rows={certificates}
            keyOf={({ filename }) => filename}
          />
        )}
      </PveAnswer>
    </Sec>
  )
}

function Left({ notAfter }: { notAfter: number | undefined }) {
  const t = useT()
  const { state, days } = certificateState(notAfter, serverNow())
  if (state === 'fine') return <>{t('node:certDays', { count: days })}</>
  const tone = ({ over: 'critical', soon: 'warn', unknown: 'unknown' } as const)[state]
  return (
    <State mark={tone} tone={tone}>
      {t(`node:cert-${state}`)}
      {state === 'soon' && ` · ${t('node:certDays', { count: days })}`}
    </State>
  )
}

function Until({ at }: { at: number | undefined }) {
  const { t, locale } = useSpeech()
  return at === undefined ? null : <span className="faint">{t('node:certUntil', { day: formatDay(at, locale) })}</span>
}

const toColumns = (t: T): Column<WireCertificate>[] => [
  {
    id: 'file',
    head: t('node:certFile'),
    width: '13rem',
    cell: ({ filename }) => <Quote text={filename} max={60} mono />,
  },
  {
    id: 'end',
    head: t('node:certEnd'),
    priority: '2',
    width: '11rem',
    cell: (one) => <Left notAfter={one.notafter} />,
  },
  { id: 'until', head: '', priority: '3', width: '11rem', cell: (one) => <Until at={one.notafter} /> },
  {
    id: 'subject',
    head: t('node:certSubject'),
    priority: '2f',
    cell: ({ subject }) => (
      <span className="dim">
        <Quote text={subject ?? '?'} max={140} />
      </span>
    ),
  },
  {
    id: 'fingerprint',
    head: t('node:certFingerprint'),
    priority: '3',
    width: '15rem',
    cell: ({ fingerprint }) => (
      <span className="mono xs faint">
        <Quote text={fingerprint ?? '?'} max={29} />
      </span>
    ),
  },
]
