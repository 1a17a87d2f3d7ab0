import { Navigate, Outlet, useLocation, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLiveStream } from '../api/live.ts'
import { ClusterContext, currentCluster } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Banners } from './Banners.tsx'
import { DemoStrip } from './DemoStrip.tsx'
import { FootBar } from './FootBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useSession } from './use-session.ts'

const loadPalette = () => import('../palette/Palette.tsx')
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })))

export function Shell() {
  const t = useT()
  const session = useSession()
  const params = useParams({ strict: false })
  const known = session?.clusters ?? []
  const asked = 'cluster' in params ? params.cluster : undefined
  const cluster = known.find(({ id }) => id === asked)?.id ?? currentCluster(known)
  const address = useLocation({ select: ({ href }) => href })
  const [finding, setFinding] = useState(false)
  useLiveStream(session?.session ? cluster : null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setFinding(true)
    }
    document.addEventListener('keydown', onKey)
    // Fetched before it is asked for, so that no key that is typed into it gets lost.
    const early = setTimeout(() => void loadPalette(), 3000)
    return () => {
      clearTimeout(early)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  // The session ended while the page stood open: back here after the next sign-in.
  if (session && !session.session) return <Navigate {...paths.signIn({ from: address })} />
  return (
    <ClusterContext value={cluster}>
      <a className="skip" href="#content">
        {t('shell:skip')}
      </a>
      <TopBar cluster={cluster} onFind={() => setFinding(true)} />
      {session?.demo && <DemoStrip demo={session.demo} />}
      <Banners cluster={cluster} />
      <main className="page" id="content" tabIndex={-1}>
        <Outlet />
      </main>
      {cluster !== null && <FootBar cluster={cluster} />}
      {finding && cluster !== null && (
        <Suspense fallback={null}>
          <Palette onClose={() => setFinding(false)} />
        </Suspense>
      )}
    </ClusterContext>
  )
}
