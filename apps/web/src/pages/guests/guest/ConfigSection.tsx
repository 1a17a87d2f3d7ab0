import type { GuestRow } from '@steward/contracts'
import { useMemo } from 'react'
import { describeConfig } from '../../../guest-config/describe.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../../ui/KeyValues.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import { useGuestConfig } from './use-guest.ts'
import type { WireConfig } from './wire.ts'

export function ConfigSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const config = useGuestConfig(guest)
  return (
    <Sec label={t('guest:config')} small={t('guest:configSmall')}>
      <PvePart query={config} right={auditRight(guest.id)}>
        {(data) => <InWords config={data} kind={guest.kind} />}
      </PvePart>
    </Sec>
  )
}

function InWords({ config, kind }: { config: WireConfig; kind: GuestRow['kind'] }) {
  const t = useT()
  const { lines, others } = useMemo(() => describeConfig(config, kind, t), [config, kind, t])
  return (
    <>
      <KeyValues
        rows={lines.map(({ label, value, raw }) => ({
          label,
          value: <Quote text={value} max={400} />,
          raw: raw.slice(0, 300),
        }))}
      />
      {others.length > 0 && (
        <details className="others s">
          <summary>
            {t('guest:others')} <span className="faint">{others.length}</span>
          </summary>
          <p className="dim">{t('guest:othersWhy')}</p>
          <ul>
            {others.map(({ key, value }) => (
              <li key={key}>
                <Quote text={`${key}: ${value}`} max={600} mono />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
