import type { Connection, ConnectionEndpoint } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Fingerprint } from '../setup/CertificateConfirm.tsx'

type Row = { key: number; node: string | null; host: string; port: string; known: ConnectionEndpoint | null }
type Props = { connection: Connection; onChange: (connection: Connection) => void }

const toRow = (known: ConnectionEndpoint, key: number): Row => ({
  key,
  node: known.node,
  host: known.host,
  port: String(known.port),
  known,
})

export function AddressesForm({ connection, onChange }: Props) {
  const t = useT()
  const [rows, setRows] = useState<Row[] | null>(null)
  const shown = rows ?? connection.endpoints.map(toRow)
  const submit = useSubmit(async () => {
    const endpoints = shown
      .filter(({ host }) => host.trim() !== '')
      .map(({ node, host, port }) => ({ node, host: host.trim(), port: Number(port) || 8006 }))
    onChange(await api.updateConnection({ params: { cluster: connection.id }, body: { endpoints } }))
    setRows(null)
  })
  const change = (key: number, part: Partial<Row>) =>
    setRows(shown.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && rows) submit.run()
  }
  const nextKey = Math.max(0, ...shown.map(({ key }) => key)) + 1
  return (
    <form className="stack" onSubmit={onSubmit}>
      <ul className="lines">
        {shown.map((row) => (
          <li key={row.key}>
            <div className="stack tight">
              <div className="endpoint">
                <TextField
                  label={row.node === null ? t('settings:host') : <Quote text={row.node} max={63} />}
                  mono
                  value={row.host}
                  onChange={(event) => change(row.key, { host: event.target.value })}
                />
                <TextField
                  label={t('settings:port')}
                  mono
                  inputMode="numeric"
                  value={row.port}
                  onChange={(event) => change(row.key, { port: event.target.value.replace(/\D/g, '').slice(0, 5) })}
                />
                <IconButton
                  icon="x"
                  label={t('settings:removeAddress', { host: row.host })}
                  onClick={() => setRows(shown.filter(({ key }) => key !== row.key))}
                />
              </div>
              {row.known && <EndpointState endpoint={row.known} />}
            </div>
          </li>
        ))}
      </ul>
      <FormError error={submit.error} />
      <div className="acts">
        <Button
          icon="plus"
          onClick={() => setRows([...shown, { key: nextKey, node: null, host: '', port: '8006', known: null }])}
        >
          {t('settings:addAddress')}
        </Button>
        {rows && (
          <>
            <Button type="submit" look="primary" busy={submit.busy}>
              {t('save')}
            </Button>
            <Button look="quiet" onClick={() => setRows(null)}>
              {t('cancel')}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

function EndpointState({ endpoint }: { endpoint: ConnectionEndpoint }) {
  const t = useT()
  const { reachable, roundTripMs, lastError, fingerprint, fingerprintFrom } = endpoint
  return (
    <div className="s dim">
      {reachable === null ? (
        <State mark="unknown">{t('settings:notTried')}</State>
      ) : reachable ? (
        <State mark="ok">{t('settings:reachable', { ms: roundTripMs === null ? '?' : Math.round(roundTripMs) })}</State>
      ) : (
        <State mark="critical" tone="critical">
          {t('settings:notReachable')}
        </State>
      )}
      {lastError !== null && (
        <p>
          <Quote text={lastError} max={160} mono />
        </p>
      )}
      {fingerprint === null ? (
        <p className="faint">
          {t('settings:fingerprint')}: {t('settings:noFingerprint')}
        </p>
      ) : (
        <details>
          <summary>
            {t('settings:fingerprint')}, {t(`settings:from-${fingerprintFrom}`)}
          </summary>
          <Fingerprint value={fingerprint} />
        </details>
      )}
    </div>
  )
}
