import type { Connection } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { api, toApiError } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { CertificateConfirm } from '../setup/CertificateConfirm.tsx'

type Props = { connection: Connection; endpoint: string; onChange: (connection: Connection) => void }

/** A certificate that changed is looked at afresh and confirmed by a person, as on the first day. */
export function Repin({ connection, endpoint, onChange }: Props) {
  const t = useT()
  const probe = useQuery({
    queryKey: ['probe', endpoint],
    queryFn: () => api.probeAddress({ body: { address: endpoint } }),
    staleTime: Infinity,
  })
  const pin = useSubmit(async () => {
    if (!probe.data) return
    const { host, port, certificate } = probe.data
    const body = { host, port, fingerprint: certificate.fingerprint }
    onChange(await api.repinEndpoint({ params: { cluster: connection.id }, body }))
  })
  return (
    <Sec label={t('settings:repinTitle', { endpoint })} heavy>
      <div className="stack">
        <NoteBox tone="critical">{t('settings:repinLead')}</NoteBox>
        {probe.error ? (
          <ErrorNotice error={toApiError(probe.error)} onAgain={() => void probe.refetch()} />
        ) : probe.data ? (
          <CertificateConfirm
            // Trusted by the system or not: a change is always compared by a person.
            probe={{ ...probe.data, certificate: { ...probe.data.certificate, trusted: false } }}
            busy={pin.busy}
            error={<FormError error={pin.error} />}
            onTrust={() => pin.run()}
          />
        ) : (
          <Loading />
        )}
      </div>
    </Sec>
  )
}
