import type { Connection } from '@steward/contracts'
import { lazy, Suspense, useState } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'

const DisconnectDialog = lazy(() =>
  import('./DisconnectDialog.tsx').then((module) => ({ default: module.DisconnectDialog })),
)

export function Disconnect({ connection }: { connection: Connection }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  return (
    <div className="stack">
      <p className="s dim">{t('settings:disconnectLead')}</p>
      <div className="acts">
        <Button look="danger" onClick={() => setAsking(true)}>
          {t('settings:disconnect')}
        </Button>
      </div>
      {asking && (
        <Suspense fallback={null}>
          <DisconnectDialog connection={connection} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  )
}
