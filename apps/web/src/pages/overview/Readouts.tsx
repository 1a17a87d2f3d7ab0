import type { QuorumFacts } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { serverNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { whyUnknown } from '../../facts/guest-state.ts'
import { formatCount, formatPercent, formatSize, percentFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { OwnTasksNote } from '../../facts/OwnTasksNote.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { countGuests, countTasks, memoryRoom } from './counts.ts'
import { mayHideGuests, partOf, type Picture } from './picture.ts'
import { VotesFigure } from './VotesFigure.tsx'

export function Readouts({ picture }: { picture: Picture }) {
  const cluster = useClusterId()
  const t = useT()
  return (
    <dl className="readouts">
      <div>
        <dt>
          <Link {...paths.quorum(cluster)} className="plainlink">
            {t('overview:quorum')}
          </Link>
        </dt>
        <QuorumReadout quorum={picture.cluster.quorum} />
      </div>
      <GuestsReadout picture={picture} />
      <MemoryReadout picture={picture} />
      <TasksReadout picture={picture} />
    </dl>
  )
}

function QuorumReadout({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  if (quorum.state === 'single-node')
    return (
      <>
        <dd>
          <span className="big">1</span>
          <span className="dim">{t('overview:singleNode')}</span>
        </dd>
        <dd className="say">{t('overview:singleNodeText')}</dd>
      </>
    )
  if (quorum.state === 'unknown')
    return (
      <>
        <dd>
          <span className="big faint">?</span>
        </dd>
        <dd className="say">
          <Unknown why={whyUnknown(quorum.unknown ?? 'not-read-yet', t)} />
        </dd>
      </>
    )
  return (
    <>
      <dd>{quorum.votes.length > 0 ? <VotesFigure quorum={quorum} /> : <span className="big faint">?</span>}</dd>
      <dd className="say">
        {quorum.votes.length > 8 && (
          <b className="mid">
            {t('overview:votesLabel', {
              present: quorum.present ?? '?',
              total: quorum.expected ?? '?',
              needed: quorum.needed ?? '?',
            })}
            <br />
          </b>
        )}
        {quorum.state === 'split' && t('overview:quorumSplitText')}
        {quorum.state === 'lost' && t('overview:quorumLostText')}
        {quorum.state === 'quorate' && quorum.mayFail !== null && t('overview:mayFail', { count: quorum.mayFail })}
      </dd>
    </>
  )
}

const told = ['trouble', 'unknown', 'stopped', 'paused', 'busy', 'off', 'templates'] as const

function GuestsReadout({ picture }: { picture: Picture }) {
  const t = useT()
  const cluster = useClusterId()
  const counts = useMemo(() => countGuests(picture.guests), [picture.guests])
  const seen = told.filter((bucket) => counts[bucket] > 0)
  // PVE answers an empty list to whoever may see no guest: no zero can be told from that.
  const isBlind = counts.all === 0 && picture.nodes.some((node) => mayHideGuests(node, picture))
  return (
    <div>
      <dt>
        <Link {...paths.guests(cluster)} className="plainlink">
          {t('overview:guests')}
        </Link>
      </dt>
      <dd>
        <span className={isBlind ? 'big faint' : 'big'}>{isBlind ? '?' : formatCount(counts.running)}</span>
        {!isBlind && <span className="dim">{t('overview:running')}</span>}
      </dd>
      <dd className="say">
        {isBlind && <Unknown why={whyUnknown('no-right', t)} />}
        {counts.all === 0 && !isBlind && t('overview:noGuests')}
        {seen.map((bucket) => (
          <span key={bucket} className={bucket === 'trouble' ? 'bit t-critical mid' : 'bit'}>
            {t(`overview:n-${bucket}`, { count: counts[bucket] })}
          </span>
        ))}
      </dd>
    </div>
  )
}

function MemoryReadout({ picture }: { picture: Picture }) {
  const t = useT()
  const room = useMemo(() => memoryRoom(picture.nodes), [picture.nodes])
  if (!room)
    return (
      <div>
        <dt>{t('overview:memory')}</dt>
        <dd>
          <span className="big faint">?</span>
        </dd>
        <dd className="say">
          <Unknown why={whyUnknown(picture.nodes[0]?.unknown ?? 'not-read-yet', t)} />
        </dd>
      </div>
    )
  const { value, unit } = percentFigure(room.fraction)
  const without = room.withoutLargest
  return (
    <div>
      <dt>{t('overview:memory')}</dt>
      <dd>
        <span className="big">{value}</span>
        <span className="dim">{unit}</span>
      </dd>
      <dd className="say">
        <span className="bit">
          {t('overview:memoryOf', { used: formatSize(room.used), max: formatSize(room.max) })}
        </span>
        {without !== null && (
          <span className={without > 1 ? 'bit t-warn' : 'bit'}>
            {t(without > 1 ? 'overview:fitsNot' : 'overview:fits', { percent: formatPercent(without) })}
          </span>
        )}
        {room.unknown > 0 && (
          <span className="bit t-unknown">{t('overview:memoryUnknown', { count: room.unknown })}</span>
        )}
      </dd>
    </div>
  )
}

function TasksReadout({ picture }: { picture: Picture }) {
  const t = useT()
  const cluster = useClusterId()
  const { running, failed } = countTasks(picture.tasks, serverNow())
  const isRead = (partOf(picture.cluster, 'tasks')?.readAt ?? null) !== null
  return (
    <div>
      <dt>
        <Link {...paths.activity(cluster)} className="plainlink">
          {t('overview:tasks')}
        </Link>
      </dt>
      <dd>
        <span className={isRead ? 'big' : 'big faint'}>{isRead ? formatCount(running.length) : '?'}</span>
        <span className="dim">{t('overview:tasksRunning')}</span>
      </dd>
      <dd className="say">
        {!isRead && <Unknown why={whyUnknown('not-read-yet', t)} />}
        {isRead &&
          (failed.length === 0 ? t('overview:tasksNoneFailed') : t('overview:tasksFailed', { count: failed.length }))}
        {isRead && <OwnTasksNote />}
      </dd>
    </div>
  )
}
