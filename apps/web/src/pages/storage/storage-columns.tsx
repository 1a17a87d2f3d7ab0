import type { StorageRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { whyUnknown } from '../../facts/guest-state.ts'
import { formatSize } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { MeterPair } from '../../ui/Meter.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { inSentence } from '../overview/picture.ts'
import { toneOf } from '../overview/StoragesTable.tsx'
import { fullFrom } from '../overview/troubles/storages.ts'
import type { StorageLine } from './lines.ts'
import { contentWord, inContentOrder, kindWord } from './words.ts'

const sorted = () => null

export function storageColumns(t: T, cluster: string): Column<StorageLine>[] {
  const columns: Column<StorageLine>[] = [
    {
      id: 'storage',
      head: t('storage:storage'),
      width: '11rem',
      cell: ({ storage, node, shared }) => (
        <>
          <Link {...paths.storage(cluster, node, storage)}>
            <Quote text={storage} max={63} />
          </Link>
          {!shared && <small className="faint plain below">{t('storage:onNode', { node: inSentence(node) })}</small>}
        </>
      ),
    },
    {
      id: 'kind',
      head: t('storage:kind'),
      priority: '2',
      width: '10rem',
      cell: ({ kind }) => <span className="dim">{kindWord(kind, t)}</span>,
    },
    {
      id: 'filled',
      head: t('storage:filled'),
      priority: '2f',
      width: '17rem',
      cell: ({ fraction, storage }) => (
        <MeterPair
          fraction={fraction}
          tone={toneOf(fraction)}
          mark={fullFrom}
          label={t('overview:filledOf', { storage: inSentence(storage) })}
        />
      ),
    },
    {
      id: 'used',
      head: t('storage:used'),
      priority: '2f',
      width: '11rem',
      cell: (line) => <Used line={line} />,
    },
    {
      id: 'content',
      head: t('storage:content'),
      priority: '3',
      cell: ({ content }) =>
        content.length === 0 ? (
          <span className="faint">{t('storage:holdsNothing')}</span>
        ) : (
          <span className="dim">
            {inContentOrder(content)
              .map((one) => contentWord(one, t))
              .join(', ')}
          </span>
        ),
    },
    {
      id: 'seen',
      head: t('storage:seenBy'),
      priority: '3',
      width: '13rem',
      cell: ({ views, shared }) => (shared ? <SeenBy views={views} /> : <span className="faint">–</span>),
    },
  ]
  return columns.map((column) => ({ ...column, sortBy: sorted }))
}

function Used({ line: { used, max, unknown } }: { line: StorageLine }) {
  const t = useT()
  if (unknown !== null && (used === null || max === null)) return <Unknown why={whyUnknown(unknown, t)} />
  return (
    <>
      {used === null ? '?' : formatSize(used)}{' '}
      <span className="faint">
        {t('of')} {max === null ? '?' : formatSize(max)}
      </span>
      {unknown !== null && <small className="below">{t('storage:lastKnown', { why: whyUnknown(unknown, t) })}</small>}
    </>
  )
}

/** Which nodes do not see a shared storage, and why. */
function SeenBy({ views }: { views: readonly StorageRow[] }) {
  const t = useT()
  const lost = views.filter(({ unknown }) => unknown !== null)
  if (lost.length === 0) return <span className="dim">{t('storage:seenAll', { count: views.length })}</span>
  return (
    <span>
      {t('storage:seenSome', { seen: views.length - lost.length, all: views.length })}
      {lost.slice(0, 3).map(({ node, unknown }) => (
        <small key={node} className="faint below">
          {inSentence(node)}: {unknown !== null && whyUnknown(unknown, t)}
        </small>
      ))}
    </span>
  )
}
