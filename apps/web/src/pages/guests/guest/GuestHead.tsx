import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useNow } from '../../../api/clock.ts'
import { q } from '../../../api/query.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { guestState } from '../../../facts/guest-state.ts'
import { formatDuration } from '../../../format/times.ts'
import { useSpeech, useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { useAdministers } from '../../../shell/use-session.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Flag, State } from '../../../ui/Mark.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { inSentence } from '../../overview/picture.ts'

export function GuestHead({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const name = guest.name ?? guest.id
  return (
    <>
      <nav className="crumbs s" aria-label={t('guest:title')}>
        <Link {...paths.guests(cluster)}>{t('guests:title')}</Link>
        <Icon name="right" size={12} />
        <Link {...paths.node(cluster, guest.node)}>
          <Quote text={guest.node} max={63} />
        </Link>
        <Icon name="right" size={12} />
        <span>{guest.id}</span>
        <CopyButton text={guest.id} />
      </nav>
      <div className="guesthead">
        <PageHead
          title={inSentence(name, 63)}
          size="head"
          lead={<Facts guest={guest} />}
          aside={<OpenInPve guest={guest} />}
        >
          <span className="guestname">
            <Quote text={name} max={63} />
          </span>
        </PageHead>
      </div>
    </>
  )
}

function Facts({ guest }: { guest: GuestRow }) {
  const t = useT()
  const words = guestState(guest, t)
  const kind = t(guest.kind === 'qemu' ? 'facts:kindQemu' : 'facts:kindLxc')
  const flagged = words.tone === 'critical' || words.tone === 'warn' || words.tone === 'unknown' ? words.tone : null
  return (
    <p className="s dim headfacts">
      {flagged ? (
        <Flag kind={flagged}>
          <Quote text={words.word} max={60} />
        </Flag>
      ) : (
        <State mark={words.mark} tone={words.tone}>
          <Quote text={words.word} max={60} />
        </State>
      )}
      {words.reason !== null && (
        <span>
          <Quote text={words.reason} max={160} />
        </span>
      )}
      <span>{t('guest:kindOn', { kind, node: inSentence(guest.node) })}</span>
      {guest.startedAt !== null && guest.unknown === null && <UpSince since={guest.startedAt} />}
    </p>
  )
}

function UpSince({ since }: { since: number }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  return <span>{t('guest:upFor', { age: formatDuration(now - since, locale) })}</span>
}

/** PVE's own page of this guest. Its address is known where the connection's addresses are. */
function OpenInPve({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const admin = useAdministers(cluster)
  const connections = useQuery({ ...q('listConnections'), enabled: admin, staleTime: 60_000 })
  const endpoints = connections.data?.find(({ id }) => id === cluster)?.endpoints ?? []
  const own = endpoints.find(({ node }) => node === guest.node)
  // Any node shows every guest; the guest's own is only the shorter way.
  const way = own ?? endpoints.find(({ reachable }) => reachable !== false)
  if (!way)
    return (
      <Button icon="out" off={t('guest:openPveOff', { node: inSentence(guest.node) })}>
        {t('guest:openPve')}
      </Button>
    )
  const host = way.host.includes(':') && !way.host.startsWith('[') ? `[${way.host}]` : way.host
  const href = `https://${host}:${way.port}/#v1:0:=${encodeURIComponent(`${guest.kind}/${guest.id}`)}`
  return (
    <a className="btn" href={href} target="_blank" rel="noreferrer">
      <Icon name="out" size={14} />
      {t('guest:openPve')}
    </a>
  )
}
