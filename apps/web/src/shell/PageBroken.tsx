import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { ApiError, toApiError } from '../api/client.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { Failed } from '../ui/Notices.tsx'
import { PageHead } from '../ui/PageHead.tsx'

/** One broken page does not take the bar, the banner and the other pages with it. */
export function PageBroken({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const away = error instanceof ApiError && error.code === 'steward-away'
  return (
    <div className="page">
      <PageHead title={away ? t('serverAway') : t('pageBroken')} />
      <Failed
        title={away ? t('serverAway') : t('pageBroken')}
        said={away ? null : toApiError(error).message}
        onAgain={() => {
          reset()
          // A chunk of an older build is gone for good; only a fresh page finds the new ones.
          location.reload()
        }}
      >
        {away ? t('serverAwayTail') : t('pageBrokenTail')}
      </Failed>
    </div>
  )
}

export function Missing() {
  const t = useT()
  return (
    <div className="page">
      <PageHead title={t('pageMissing')} lead={t('pageMissingTail')} />
      <Link to="/" className="btn">
        {t('toOverview')}
      </Link>
    </div>
  )
}
