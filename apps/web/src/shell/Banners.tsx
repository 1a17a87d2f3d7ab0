import { Link } from '@tanstack/react-router'
import { useNow } from '../api/clock.ts'
import { useStreamState } from '../api/live.ts'
import { useCluster } from '../facts/use-facts.ts'
import { formatAge, formatClock } from '../format/times.ts'
import { useSpeech, useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Quote } from '../ui/Quote.tsx'
import { Banner } from './Banner.tsx'
import { FreezeBanner } from './FreezeBanner.tsx'
import { useAdministers, useIsTerminal, useSession } from './use-session.ts'

/** What stands between the person and fresh facts: the session, Steward itself, the connection to the cluster. */
export function Banners({ cluster }: { cluster: string | null }) {
  return (
    <>
      <SessionBanner />
      <StewardBanner />
      {cluster !== null && <ConnectionBanner cluster={cluster} />}
      {cluster !== null && <FreezeBanner cluster={cluster} />}
    </>
  )
}

function SessionBanner() {
  const t = useT()
  const session = useSession()?.session
  if (!session || session.mode === 'signed-in') return null
  return (
    <Banner kind="stale" mark="frozen" end={<Link {...paths.signIn()}>{t('shell:signIn')}</Link>}>
      {session.mode === 'known' ? t('shell:bannerKnown') : t('shell:bannerTerminal')}
    </Banner>
  )
}

function StewardBanner() {
  const { t, locale } = useSpeech()
  const stream = useStreamState()
  const now = useNow()
  // A stream that comes back within seconds is not worth a banner; the bar says it already.
  if (stream.state !== 'lost' || now - stream.since < 10) return null
  const age = formatAge(now - stream.since, locale)
  return <Banner kind="stale">{t('shell:bannerSteward', { age, time: formatClock(stream.since, true) })}</Banner>
}

function ConnectionBanner({ cluster }: { cluster: string }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  const connection = useCluster().facts?.connection
  const admin = useAdministers(cluster)
  const isTerminal = useIsTerminal()
  if (!connection) return null
  switch (connection.state) {
    case 'connected':
      return null
    case 'connecting':
      return (
        <Banner kind="stale" mark="busy">
          {t('shell:bannerConnecting')}
        </Banner>
      )
    case 'waiting-for-sign-in':
      return <Banner kind="stale">{t('shell:bannerWaiting')}</Banner>
    case 'away': {
      const age = formatAge(now - connection.since, locale)
      const left = connection.nextTryAt - now
      return (
        <Banner kind="critical" end={<Quote text={connection.message} max={120} mono />}>
          {left > 0 ? t('shell:bannerAway', { age, next: formatAge(left, locale) }) : t('shell:bannerAwayNow', { age })}
        </Banner>
      )
    }
    case 'certificate-changed':
      return (
        <Banner
          kind="critical"
          end={
            (admin || isTerminal) && (
              <Link {...paths.mendCluster(cluster, 'repin')}>{t('shell:bannerCertificateLink')}</Link>
            )
          }
        >
          {t('shell:bannerCertificate', { endpoint: connection.endpoint })}
        </Banner>
      )
    case 'token-refused':
      return (
        <Banner
          kind="critical"
          end={admin && <Link {...paths.mendCluster(cluster, 'reading')}>{t('shell:bannerTokenLink')}</Link>}
        >
          {t('shell:bannerToken', { time: formatClock(connection.since) })}
        </Banner>
      )
  }
}
