import { Link } from '@tanstack/react-router'
import { useAsTimeGoes } from '../api/clock.ts'
import { useCluster } from '../facts/use-facts.ts'
import { formatMoment } from '../format/times.ts'
import { useSpeech } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { cleanText } from '../ui/clean-text.ts'
import { Quote } from '../ui/Quote.tsx'
import { Banner } from './Banner.tsx'
import { useAdministers } from './use-session.ts'

/** On every page: who stopped all changes to this cluster, until when, and why. */
export function FreezeBanner({ cluster }: { cluster: string }) {
  const { t, locale } = useSpeech()
  const administers = useAdministers(cluster)
  const freeze = useCluster().facts?.freeze ?? null
  const until = freeze?.until ?? null
  const isPast = useAsTimeGoes((now) => until !== null && until <= now)
  if (!freeze || isPast) return null
  const by = cleanText(freeze.by, 80).plain
  return (
    <Banner kind="frozen" mark="frozen" end={administers && <Link {...paths.freeze(cluster)}>{t('shell:thaw')}</Link>}>
      {until === null
        ? t('shell:bannerFrozen', { by })
        : t('shell:bannerFrozenUntil', { by, time: formatMoment(until, locale) })}{' '}
      {freeze.reason !== '' && <Quote text={freeze.reason} max={200} />}
    </Banner>
  )
}
