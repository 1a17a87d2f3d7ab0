import { Link } from '@tanstack/react-router'
import { formatMoment } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { LanguageChoice, ThemeChoice } from '../../shell/Appearance.tsx'
import { useSession } from '../../shell/use-session.ts'
import { Icon } from '../../ui/Icon.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { LeaveButtons } from './LeaveButtons.tsx'

export function SettingsPage() {
  const { t, locale } = useSpeech()
  const state = useSession()
  const session = state?.session
  return (
    <>
      <PageHead title={t('settings:title')} />
      <Sec label={t('settings:clusters')} small={t('settings:clustersAbout')} heavy>
        <Link {...paths.clusterSettings()} className="btn">
          {t('settings:clusters')}
          <Icon name="right" size={14} />
        </Link>
      </Sec>
      <Sec label={t('settings:audit')} small={t('settings:auditAbout')}>
        <Link {...paths.audit()} className="btn">
          {t('settings:audit')}
          <Icon name="right" size={14} />
        </Link>
      </Sec>
      <Sec label={t('settings:thisBrowser')}>
        <KeyValues
          rows={[
            { label: t('shell:language'), value: <LanguageChoice /> },
            { label: t('shell:theme'), value: <ThemeChoice /> },
          ]}
        />
      </Sec>
      {session && (
        <Sec label={t('settings:session')}>
          <div className="stack">
            <KeyValues
              rows={[
                { label: t('settings:sessionUser'), value: <Quote text={session.user} /> },
                { label: t('settings:sessionMode'), value: t(`settings:mode-${session.mode}`) },
                { label: t('settings:sessionIdle'), value: formatMoment(session.idleExpiresAt, locale) },
                { label: t('settings:sessionEnds'), value: formatMoment(session.expiresAt, locale) },
                { label: t('settings:sessionOthers'), value: state.otherSessions },
              ]}
            />
            <LeaveButtons />
          </div>
        </Sec>
      )}
    </>
  )
}
