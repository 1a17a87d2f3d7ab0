import type { PartFacts } from '@steward/contracts'
import { useNow } from '../../api/clock.ts'
import { formatAge, formatClock } from '../../format/times.ts'
import type { T } from '../../messages/i18n.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'

const columnsOf = (t: T): Column<PartFacts>[] => [
  { id: 'part', head: t('settings:part'), cell: ({ part }) => t(`settings:part-${part}`) },
  { id: 'read', head: t('settings:readAt'), priority: '2', cell: ({ readAt }) => <ReadAt at={readAt} /> },
  {
    id: 'trouble',
    head: t('settings:trouble'),
    priority: '2f',
    cell: ({ error }) =>
      error && (
        <State mark="warn" tone="warn">
          <Quote text={error.message} max={160} mono /> {formatClock(error.since)}
        </State>
      ),
  },
]

/** Each part of the picture: when it was read, and what stands in the way. */
export function PartsTable({ parts }: { parts: readonly PartFacts[] }) {
  const t = useT()
  return <DataTable label={t('settings:parts')} columns={columnsOf(t)} rows={parts} keyOf={({ part }) => part} />
}

function ReadAt({ at }: { at: number | null }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  if (at === null) return <span className="faint">{t('shell:readNever')}</span>
  return <span title={formatClock(at, true)}>{t('shell:readAgo', { age: formatAge(now - at, locale) })}</span>
}
