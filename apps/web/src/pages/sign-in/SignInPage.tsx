import type { Session } from '@steward/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Navigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { q } from '../../api/query.ts'
import { currentCluster } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { toApiError } from '../../api/client.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { PlainPage } from '../../shell/PlainPage.tsx'
import { refreshSession } from '../../shell/use-session.ts'
import { Level } from '../../ui/Level.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { DemoAccounts, type Filled } from './DemoAccounts.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { type Challenge, SecondFactorForm } from './SecondFactorForm.tsx'
import { TerminalCode } from './TerminalCode.tsx'

const route = getRouteApi('/sign-in')

// Only addresses of this app: "//host" and "https:" would lead elsewhere after the password was typed.
const isOwnAddress = (address: string | undefined): address is string => /^\/(?![/\\])/.test(address ?? '')

export function SignInPage() {
  const t = useT()
  const router = useRouter()
  const client = useQueryClient()
  const { cluster: wanted, from } = route.useSearch()
  const state = useQuery(q('readSession'))
  const [challenge, setChallenge] = useState<Challenge | null>(null)
  const [filled, setFilled] = useState<Filled | null>(null)
  if (state.error)
    return (
      <PlainPage>
        <PageHead title={t('session:title')} />
        <ErrorNotice error={toApiError(state.error)} onAgain={() => void state.refetch()} />
      </PlainPage>
    )
  if (!state.data)
    return (
      <PlainPage>
        <Loading />
      </PlainPage>
    )
  const { clusters, demo, setup } = state.data
  if (setup !== 'done' && clusters.length === 0) return <Navigate {...paths.setup()} />
  const cluster = clusters.find(({ id }) => id === wanted)?.id ?? currentCluster(clusters) ?? ''

  const enter = async (_session: Session) => {
    // What was read before belongs to nobody, or to somebody else.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'readSession' })
    await refreshSession()
    if (isOwnAddress(from)) router.history.push(from)
    else await router.navigate(paths.overview(cluster))
  }

  return (
    <PlainPage>
      <PageHead
        title={challenge ? t('session:secondTitle') : t('session:title')}
        size="head"
        lead={challenge ? t('session:secondLead', { user: challenge.user }) : t('session:lead')}
      />
      <Level worst="fine" />
      <div className={demo ? 'cols sign' : undefined}>
        <Sec label={challenge ? t('session:confirm') : t('session:account')}>
          {challenge ? (
            <SecondFactorForm challenge={challenge} onDone={enter} onBack={() => setChallenge(null)} />
          ) : (
            <PasswordForm
              // A filled-in demo account starts the form afresh.
              key={filled?.key ?? 'empty'}
              filled={filled}
              clusters={clusters}
              cluster={cluster}
              onDone={enter}
              onChallenge={setChallenge}
            />
          )}
        </Sec>
        {demo && (
          <section className="aside-col" aria-labelledby="demo-accounts">
            <h2 className="lbl" id="demo-accounts">
              {t('session:demoTitle')} <span className="faint">{t('session:demoSmall')}</span>
            </h2>
            <DemoAccounts demo={demo} onFill={setFilled} />
          </section>
        )}
      </div>
      <Sec label={t('session:terminalTitle')}>
        <TerminalCode onDone={enter} />
      </Sec>
      <Sec label={t('session:ways')}>
        <p className="s dim measure">{t('session:webauthn')}</p>
      </Sec>
    </PlainPage>
  )
}
