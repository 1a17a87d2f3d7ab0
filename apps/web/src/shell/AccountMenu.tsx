import { Link, useRouter } from '@tanstack/react-router'
import { useSubmit } from '../api/use-submit.ts'
import { errorWords } from '../facts/error-words.ts'
import { useCurrentClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Popover } from '../ui/Popover.tsx'
import { Quote } from '../ui/Quote.tsx'
import { LanguageChoice, ThemeChoice } from './Appearance.tsx'
import { leave, useSession } from './use-session.ts'

export function AccountMenu() {
  const t = useT()
  const router = useRouter()
  const state = useSession()
  const cluster = useCurrentClusterId()
  const submit = useSubmit((everywhere: boolean) => leave(everywhere, () => router.navigate(paths.signIn())))
  const session = state?.session
  if (!state || !session) return null
  const others = state.otherSessions
  const initials = session.user.slice(0, 2).toUpperCase()
  return (
    <Popover
      side="end"
      className="who"
      // The visible letters stand in the name too, for those who speak to their browser.
      label={`${initials}: ${t('shell:account', { user: session.user })}`}
      trigger={initials}
    >
      {(close) => (
        <>
          <p className="part mid">
            <Quote text={session.user} max={80} />
          </p>
          <div className="part">
            <span className="faint">{t('shell:language')}</span>
            <LanguageChoice />
          </div>
          <div className="part">
            <span className="faint">{t('shell:theme')}</span>
            <ThemeChoice />
          </div>
          <hr />
          <Link {...paths.settings()} className="item" onClick={close}>
            {t('shell:settings')}
          </Link>
          {cluster !== null && (
            <Link {...paths.permissions(cluster)} className="item" onClick={close}>
              {t('shell:permissions')}
            </Link>
          )}
          <Link {...paths.about()} className="item" onClick={close}>
            {t('shell:about')}
          </Link>
          <hr />
          {session.mode !== 'signed-in' && (
            <Link {...paths.signIn()} className="item" onClick={close}>
              {t('shell:signIn')}
            </Link>
          )}
          <button type="button" className="item" onClick={() => submit.run(false)}>
            {t('shell:signOut')}
          </button>
          {submit.error && (
            <p className="part t-critical" role="alert">
              {errorWords(submit.error, t)}
            </p>
          )}
          {others > 0 && (
            <button type="button" className="item" onClick={() => submit.run(true)}>
              {t('shell:signOutEverywhere')}
              <span className="faint">{t('shell:otherSessions', { count: others })}</span>
            </button>
          )}
        </>
      )}
    </Popover>
  )
}
