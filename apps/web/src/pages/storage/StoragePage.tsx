import type { StorageRow } from '@steward/contracts'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { whyUnknown } from '../../facts/guest-state.ts'
import { useStorages } from '../../facts/use-facts.ts'
import { formatPercent, formatSize, percentFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Level } from '../../ui/Level.tsx'
import { FigureText, Meter } from '../../ui/Meter.tsx'
import { Empty, Unknown } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { OpenInPve } from '../nodes/OpenInPve.tsx'
import { inSentence } from '../overview/picture.ts'
import { toneOf } from '../overview/StoragesTable.tsx'
import { fullFrom } from '../overview/troubles/storages.ts'
import { ContentSection } from './ContentSection.tsx'
import { StorageChart } from './StorageChart.tsx'
import { StorageSettings } from './StorageSettings.tsx'
import { StorageViews } from './StorageViews.tsx'
import { contentWord, inContentOrder, kindWord } from './words.ts'

export function StoragePage() {
  const t = useT()
  const cluster = useClusterId()
  const { node = '', storage = '' } = useParams({ strict: false })
  const facts = useStorages()
  const row = facts.rows.find((one) => one.node === node && one.storage === storage)
  const views = useMemo(() => facts.rows.filter((one) => one.storage === storage), [facts.rows, storage])
  if (row) return <OneStorage key={row.id} row={row} views={views} />
  const said = t('storage:missing', { storage: inSentence(storage), node: inSentence(node) })
  return (
    <>
      <PageHead title={facts.isLoading || facts.error ? inSentence(storage) : said} />
      <FactsFrame facts={facts}>
        <Empty
          title={said}
          action={
            <Link {...paths.storages(cluster)} className="link">
              {t('storage:toStorages')}
            </Link>
          }
        >
          {t('storage:missingWhy')}
        </Empty>
      </FactsFrame>
    </>
  )
}

function OneStorage({ row, views }: { row: StorageRow; views: readonly StorageRow[] }) {
  const fraction = row.used === null || !row.max ? null : row.used / row.max
  return (
    <>
      <Head row={row} />
      <Level worst={row.unknown !== null ? 'unknown' : (toneOf(fraction) ?? 'fine')} />
      <Fill row={row} fraction={fraction} />
      <StorageChart row={row} />
      <StorageViews row={row} views={views} />
      <StorageSettings row={row} />
      <ContentSection row={row} />
    </>
  )
}

function Head({ row }: { row: StorageRow }) {
  const t = useT()
  const cluster = useClusterId()
  const kind = kindWord(row.kind, t)
  return (
    <>
      <nav className="crumbs s" aria-label={t('storage:title')}>
        <Link {...paths.storages(cluster)}>{t('storage:title')}</Link>
        <Icon name="right" size={12} />
        <Link {...paths.node(cluster, row.node)}>
          <Quote text={row.node} max={63} />
        </Link>
        <Icon name="right" size={12} />
        <Quote text={row.storage} max={63} />
        <CopyButton text={row.storage} />
      </nav>
      <PageHead
        title={inSentence(row.storage, 63)}
        size="head"
        lead={
          <p className="s dim headfacts">
            {row.unknown !== null && <Unknown why={`${t('facts:storageUnknown')}: ${whyUnknown(row.unknown, t)}`} />}
            <span>
              {row.shared
                ? t('storage:headShared', { kind })
                : t('storage:headLocal', { kind, node: inSentence(row.node) })}
            </span>
            <span>
              {inContentOrder(row.content)
                .map((one) => contentWord(one, t))
                .join(', ')}
            </span>
          </p>
        }
        aside={<OpenInPve node={row.node} id={`storage/${row.node}/${row.storage}`} />}
      >
        <Quote text={row.storage} max={63} />
      </PageHead>
    </>
  )
}

function Fill({ row, fraction }: { row: StorageRow; fraction: number | null }) {
  const t = useT()
  const tone = row.unknown === null ? toneOf(fraction) : undefined
  const { used, max } = row
  return (
    <Sec label={t('storage:now')}>
      <div className={row.unknown === null ? 'storagefill' : 'storagefill stale'}>
        <p className={tone ? `figure t-${tone}` : 'figure'}>
          <FigureText figure={fraction === null ? null : percentFigure(fraction)} />
        </p>
        <div className="stack tight">
          <Meter fraction={fraction} tone={tone} mark={fullFrom} label={t('storage:filled')} />
          {used !== null && max !== null ? (
            <p className="s">
              {t('storage:usedOf', { used: formatSize(used), max: formatSize(max) })} ·{' '}
              {t('storage:free', { free: formatSize(Math.max(0, max - used)) })}
            </p>
          ) : (
            <Unknown why={whyUnknown(row.unknown ?? 'not-read-yet', t)} />
          )}
          {tone && fraction !== null && (
            <p className="s t-warn" title={formatPercent(fraction)}>
              {t('storage:fullWarn')}
            </p>
          )}
        </div>
      </div>
    </Sec>
  )
}
