import { Link } from '@tanstack/react-router'
import { useNow } from '../../api/clock.ts'
import { formatSize, sizeFigure } from '../../format/numbers.ts'
import { formatAge, formatMoment } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { paths } from '../../routes/paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Mark, State } from '../../ui/Mark.tsx'
import { FigureText } from '../../ui/Meter.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { inSentence } from '../overview/picture.ts'
import type { Place } from './ContentTable.tsx'
import { ownerOf, shortName, type WireVolume } from './content.ts'
import { contentWord } from './words.ts'

const sorted = () => null

export function volumeColumns(t: T, cluster: string, place: Place): Column<WireVolume>[] {
  const columns: Column<WireVolume>[] = [
    {
      id: 'name',
      head: t('storage:volume'),
      width: '24rem',
      cell: (volume) => (
        <>
          <span className="plain">
            <Quote text={shortName(volume.volid)} max={160} mono />
          </span>
          <Marks volume={volume} />
          {volume.notes !== undefined && volume.notes.trim() !== '' && (
            <small className="plain dim below">
              <Quote text={volume.notes.trim()} max={160} />
            </small>
          )}
        </>
      ),
    },
    {
      id: 'kind',
      head: t('storage:contentKind'),
      priority: '3',
      width: '11rem',
      cell: ({ content }) => <span className="dim">{contentWord(content, t)}</span>,
    },
    {
      id: 'owner',
      head: t('storage:owner'),
      priority: '2f',
      width: '16rem',
      cell: (volume) => <OwnerText volume={volume} place={place} cluster={cluster} />,
    },
    { id: 'age', head: t('storage:age'), priority: '2f', width: '11rem', cell: ({ ctime }) => <Made at={ctime} /> },
    {
      id: 'size',
      head: t('storage:size'),
      priority: '2',
      align: 'end',
      cell: ({ size, used }) => (
        <span title={used === undefined ? undefined : t('storage:sizeUsed', { used: formatSize(used) })}>
          <FigureText figure={size === undefined ? null : sizeFigure(size)} />
        </span>
      ),
    },
  ]
  return columns.map((column) => ({ ...column, sortBy: sorted }))
}

function Marks({ volume }: { volume: WireVolume }) {
  const t = useT()
  const verified = volume.verification?.state
  const words = [
    volume.protected === 1 && t('storage:protected'),
    volume.encrypted !== undefined && t('storage:encrypted'),
    verified === 'ok' && t('storage:verified'),
  ].filter((word) => word !== false)
  return (
    <>
      {words.map((word) => (
        <span key={word} className="tag">
          {word}
        </span>
      ))}
      {verified === 'failed' && (
        <State mark="critical" tone="critical">
          {t('storage:verifyFailed')}
        </State>
      )}
    </>
  )
}

/** The guest, or with care what is not known about it: an orphan may only be out of sight. */
function OwnerText({ volume, place, cluster }: { volume: WireVolume; place: Place; cluster: string }) {
  const t = useT()
  const owner = ownerOf(volume, place)
  if (owner.kind === 'none') return <span className="faint">–</span>
  if (owner.kind === 'unknown') return <span className="dim">{owner.id}</span>
  if (owner.kind === 'orphan')
    return (
      <span className="st wrap t-notice">
        <Mark name="notice" />
        <span>{t(volume.content === 'backup' ? 'storage:orphanBackup' : 'storage:orphan', { id: owner.id })}</span>
      </span>
    )
  return (
    <>
      <Link {...paths.guest(cluster, owner.id)} className="subject" preload={false}>
        <Quote text={owner.name ?? owner.id} max={48} />
        {owner.name !== null && <span className="faint xs"> {owner.id}</span>}
      </Link>
      {owner.kind === 'elsewhere' && (
        <small className="st wrap t-notice below">
          <Mark name="notice" />
          <span>{t('storage:elsewhere', { node: inSentence(owner.node) })}</span>
        </small>
      )}
    </>
  )
}

function Made({ at }: { at: number | undefined }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  if (at === undefined) return <span className="faint">?</span>
  return (
    <time className="dim" dateTime={new Date(at * 1000).toISOString()} title={formatMoment(at, locale)}>
      {t('storage:ago', { age: formatAge(now - at, locale) })}
    </time>
  )
}
