import type { NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { nodeState } from '../../facts/node-state.ts'
import { formatDuration, formatMoment } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { NodeActs } from '../../runs/NodeActs.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Flag, State } from '../../ui/Mark.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { inSentence } from '../overview/picture.ts'
import { OpenInPve } from './OpenInPve.tsx'

export function NodeHead({ node }: { node: NodeRow }) {
  const t = useT()
  const cluster = useClusterId()
  return (
    <>
      <nav className="crumbs s" aria-label={t('node:title')}>
        <Link {...paths.nodes(cluster)}>{t('nodes:title')}</Link>
        <Icon name="right" size={12} />
        <Quote text={node.name} max={63} />
        <CopyButton text={node.name} />
      </nav>
      <PageHead
        title={inSentence(node.name, 63)}
        size="head"
        lead={<Lead node={node} />}
        aside={<OpenInPve node={node.name} id={`node/${node.name}`} />}
      >
        <Quote text={node.name} max={63} />
      </PageHead>
      {node.state === 'online' && <NodeActs node={node.name} />}
    </>
  )
}

function Lead({ node }: { node: NodeRow }) {
  const { t, locale } = useSpeech()
  const { mark, tone, word, reason } = nodeState(node, t)
  const flagged = tone === 'critical' || tone === 'warn' || tone === 'unknown' ? tone : null
  return (
    <>
      <p className="s dim headfacts">
        {flagged ? (
          <Flag kind={flagged}>{word}</Flag>
        ) : (
          <State mark={mark} tone={tone}>
            {word}
          </State>
        )}
        {reason !== null && <span>{node.state === 'offline' ? t('nodes:awayWhy') : reason}</span>}
        {node.startedAt !== null && node.state === 'online' && node.unknown === null && <Up since={node.startedAt} />}
        {node.version !== null && <span>{t('node:pve', { version: inSentence(node.version, 24) })}</span>}
        {node.address !== null && (
          <span className="st">
            {t('node:address', { address: inSentence(node.address, 45) })} <CopyButton text={node.address} />
          </span>
        )}
      </p>
      {node.ghost && <p className="s">{t('node:ghostLead')}</p>}
      {!node.ghost && node.state === 'offline' && <p className="s">{t('node:awayLead')}</p>}
      {node.state === 'online' && node.stalledSince !== null && (
        <p className="s">{t('node:stalledLead', { time: formatMoment(node.stalledSince, locale) })}</p>
      )}
    </>
  )
}

function Up({ since }: { since: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return <span>{t('node:upFor', { age: formatDuration(now - since, locale) })}</span>
}
