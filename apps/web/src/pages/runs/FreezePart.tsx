import { lazy, Suspense } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useCluster } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { useAddress } from '../../routes/use-address.ts'
import { useAdministers, useSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'

const FreezeDialog = lazy(() => import('./FreezeDialog.tsx').then((module) => ({ default: module.FreezeDialog })))

/** The switch for all changes; its dialog has an address, so that menus and the palette can lead to it. */
export function FreezePart() {
  const t = useT()
  const cluster = useClusterId()
  const { facts } = useCluster()
  const { search, change } = useAddress()
  const administers = useAdministers(cluster)
  const name = useSession()?.clusters.find(({ id }) => id === cluster)?.name ?? cluster
  if (!administers || !facts) return null
  return (
    <>
      <Button onClick={() => change({ do: 'freeze' })}>{t(facts.freeze ? 'run:thaw' : 'run:freeze')}</Button>
      {search.do === 'freeze' && (
        <Suspense fallback={null}>
          <FreezeDialog cluster={cluster} name={name} freeze={facts.freeze} onClose={() => change({ do: undefined })} />
        </Suspense>
      )}
    </>
  )
}
