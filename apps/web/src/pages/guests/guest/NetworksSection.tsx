import type { GuestRow } from '@steward/contracts'
import { useMemo } from 'react'
import { type Network, readNetworks } from '../../../guest-config/networks.ts'
import type { T } from '../../../messages/i18n.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { Addresses } from './Addresses.tsx'
import { auditRight, PvePart } from './PvePart.tsx'
import { useGuestConfig } from './use-guest.ts'

export function NetworksSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const config = useGuestConfig(guest)
  const columns = useMemo(() => toColumns(t), [t])
  return (
    <Sec label={t('guest:networks')}>
      <PvePart query={config} right={auditRight(guest.id)}>
        {(data) => {
          const networks = readNetworks(data, guest.kind)
          if (networks.length === 0) return <p className="s dim">{t('guest:noNetworks')}</p>
          return <DataTable label={t('guest:networks')} columns={columns} rows={networks} keyOf={({ slot }) => slot} />
        }}
      </PvePart>
      <Addresses guest={guest} />
    </Sec>
  )
}

function toColumns(t: T): Column<Network>[] {
  return [
    {
      id: 'slot',
      head: t('guest:networks'),
      width: '7rem',
      cell: ({ slot, name }) => (name === null ? slot : <Quote text={`${slot} · ${name}`} max={40} />),
    },
    {
      id: 'bridge',
      head: t('guest:bridge'),
      priority: '2',
      width: '8rem',
      cell: ({ bridge }) => <Quote text={bridge ?? t('guest:noBridge')} max={40} />,
    },
    {
      id: 'mac',
      head: t('guest:mac'),
      priority: '3',
      width: '11rem',
      cell: ({ mac }) => (mac === null ? <span className="faint">–</span> : <Quote text={mac} max={20} mono />),
    },
    {
      id: 'options',
      head: t('guest:netOptions'),
      priority: '2f',
      cell: (network) => <Quote text={sayOptions(network, t)} max={300} />,
    },
    {
      id: 'raw',
      head: '',
      priority: '3',
      align: 'end',
      cell: ({ raw }) => (
        <span className="rawcell faint">
          <Quote text={raw} max={160} mono />
        </span>
      ),
    },
  ]
}

function sayOptions(network: Network, t: T): string {
  const { model, vlan, firewall, linkDown, rate, mtu, addresses } = network
  const parts = [
    model,
    vlan === null ? null : t('guest:vlan', { tag: vlan }),
    firewall ? t('guest:firewall') : null,
    linkDown ? t('guest:linkDown') : null,
    rate === null ? null : t('guest:rate', { rate }),
    mtu === null ? null : t('guest:mtu', { mtu }),
    ...addresses,
  ]
  return parts.filter((part) => part !== null).join(t('guest:comma'))
}
