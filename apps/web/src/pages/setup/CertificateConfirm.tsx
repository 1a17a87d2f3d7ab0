import type { ProbeReply } from '@steward/contracts'
import { type ReactNode, useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { formatDay } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/Field.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'

type Props = {
  probe: ProbeReply
  busy: boolean
  error: ReactNode
  onTrust: () => void
  onOther?: () => void
}

/** What a person must see before they trust a node: whose certificate, how long, and its fingerprint to compare. */
export function CertificateConfirm({ probe, busy, error, onTrust, onOther }: Props) {
  const { t, locale } = useSpeech()
  const { certificate, compareCommand, host, port } = probe
  const day = (at: number) => formatDay(at, locale, 0)
  const range = t('setup:certRange', { from: day(certificate.validFrom), to: day(certificate.validTo) })
  const isExpired = certificate.validTo < serverNow()
  return (
    <div className="stack">
      <p className="verdict">
        <Quote text={`${host}:${port}`} />
      </p>
      <p className="dim">{certificate.trusted ? t('setup:certTrusted') : t('setup:certLead')}</p>
      <KeyValues
        rows={[
          { label: t('setup:certSubject'), value: <Quote text={certificate.subject} /> },
          {
            label: t('setup:certIssuer'),
            value: certificate.selfSigned ? t('setup:certSelf') : <Quote text={certificate.issuer} />,
          },
          {
            label: t('setup:certValid'),
            value: isExpired ? (
              <span className="st t-warn wrap">
                <Mark name="warn" />
                <span>
                  {range} {t('setup:certExpired')}
                </span>
              </span>
            ) : (
              range
            ),
          },
          { label: t('setup:certNames'), value: <Quote text={certificate.altNames.join(', ')} max={300} /> },
          { label: t('setup:certPrint'), value: <Fingerprint value={certificate.fingerprint} /> },
        ]}
      />
      <CompareAndTrust
        command={compareCommand}
        mustCompare={!certificate.trusted}
        busy={busy}
        error={error}
        onTrust={onTrust}
        {...(onOther ? { onOther } : {})}
      />
    </div>
  )
}

type TrustProps = Omit<Props, 'probe'> & { command: string; mustCompare: boolean }

/** The command that shows the fingerprint on the node, the person's word that it is the same, and then the button. */
export function CompareAndTrust({ command, mustCompare, busy, error, onTrust, onOther }: TrustProps) {
  const t = useT()
  const [same, setSame] = useState(false)
  const isReady = !mustCompare || same
  return (
    <>
      {mustCompare && (
        <>
          <div>
            <p className="s dim">{t('setup:certCompare')}</p>
            <CodeLine command={command} />
          </div>
          <CheckField label={t('setup:certSame')} checked={same} onChange={(event) => setSame(event.target.checked)} />
        </>
      )}
      {error}
      <div className="acts">
        <Button look="primary" busy={busy} off={isReady ? null : t('setup:certFirst')} onClick={onTrust}>
          {t('setup:certGo')}
        </Button>
        {onOther && (
          <Button look="quiet" onClick={onOther}>
            {t('setup:certOther')}
          </Button>
        )}
      </div>
    </>
  )
}

/** A SHA-256 in eight groups of four bytes: groups can be compared by eye, 95 characters cannot. */
export function Fingerprint({ value }: { value: string }) {
  const groups = value.match(/(?:[0-9A-F]{2}:?){1,4}/gi) ?? [value]
  return (
    <span className="fingerprint">
      {groups.map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- groups have no identity but their place
        <span key={index}>{group}</span>
      ))}
    </span>
  )
}
