import type { Connection } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api, toApiError } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { useIsTerminal } from '../../shell/use-session.ts'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { CertificateConfirm, CompareAndTrust, Fingerprint } from '../setup/CertificateConfirm.tsx'
import { changedEndpoint } from './changed-endpoint.ts'

type Changed = NonNullable<ReturnType<typeof changedEndpoint>>
type Props = { connection: Connection; onChange: (connection: Connection) => void }
type PartProps = { changed: Changed; busy: boolean; error: ReactNode; onTrust: (fingerprint: string) => void }

/** A certificate that changed is confirmed by a person who compared it, as on the first day. */
export function Repin({ connection, onChange }: Props) {
  const t = useT()
  const isTerminal = useIsTerminal()
  const changed = changedEndpoint(connection)
  const pin = useSubmit(async (fingerprint: string) => {
    if (!changed) return
    const body = { host: changed.host, port: changed.port, fingerprint }
    onChange(await api.repinEndpoint({ params: { cluster: connection.id }, body }))
  })
  if (!changed) return null
  const part = { changed, busy: pin.busy, error: <FormError error={pin.error} />, onTrust: pin.run }
  return (
    <Sec label={t('settings:repinTitle', { endpoint: changed.address })} heavy>
      <div className="stack">
        <NoteBox tone="critical">{t('settings:repinLead')}</NoteBox>
        {isTerminal ? <SeenPrint {...part} /> : <LookedAt {...part} />}
      </div>
    </Sec>
  )
}

/** Looks at the certificate afresh, with all that stands in it. */
function LookedAt({ changed, busy, error, onTrust }: PartProps) {
  const probe = useQuery({
    queryKey: ['probe', changed.address],
    queryFn: () => api.probeAddress({ body: { address: changed.address } }),
    staleTime: Infinity,
  })
  if (probe.error) return <ErrorNotice error={toApiError(probe.error)} onAgain={() => void probe.refetch()} />
  if (!probe.data) return <Loading />
  const { certificate } = probe.data
  return (
    <CertificateConfirm
      // Trusted by the system or not: a change is always compared by a person.
      probe={{ ...probe.data, certificate: { ...certificate, trusted: false } }}
      busy={busy}
      error={error}
      onTrust={() => onTrust(certificate.fingerprint)}
    />
  )
}

/** A session from the terminal lets Steward call no address: the fingerprint is the one that stopped the reading. */
function SeenPrint({ changed, busy, error, onTrust }: PartProps) {
  const t = useT()
  return (
    <>
      <p className="dim">{t('setup:certLead')}</p>
      <KeyValues rows={[{ label: t('setup:certPrint'), value: <Fingerprint value={changed.seen} /> }]} />
      <CompareAndTrust
        command="pvenode cert info"
        mustCompare
        busy={busy}
        error={error}
        onTrust={() => onTrust(changed.seen)}
      />
    </>
  )
}
