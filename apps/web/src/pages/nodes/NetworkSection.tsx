import { useMemo } from 'react'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { Flag, State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { Diff } from './Diff.tsx'
import { type NodeParts, nodeRight } from './use-node-parts.ts'
import type { WireInterface } from './wire.ts'

export function NetworkSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  const columns = useMemo(() => toColumns(t), [t])
  return (
    <Sec label={t('node:network')}>
      <PveAnswer query={parts.network} right={nodeRight(node)} node={node}>
        {(interfaces, { changes }) => (
          <div className="stack">
            {changes !== undefined && changes.trim() !== '' && (
              <div className="stack tight">
                <p className="s">
                  <Flag kind="notice">{t('node:changes')}</Flag> <span className="dim">{t('node:changesWhy')}</span>
                </p>
                <Diff text={changes} label={t('node:changesLabel')} />
              </div>
            )}
            <DataTable
              label={t('node:network')}
              columns={columns}
              rows={inOrder(interfaces)}
              keyOf={({ iface }) => iface}
            />
          </div>
        )}
      </PveAnswer>
    </Sec>
  )
}

const rank = ['bridge', 'OVSBridge', 'bond', 'OVSBond', 'vlan', 'eth']
const rankOf = ({ type }: WireInterface) => (rank.indexOf(type) < 0 ? rank.length : rank.indexOf(type))
const inOrder = (interfaces: readonly WireInterface[]) => interfaces.toSorted((a, b) => rankOf(a) - rankOf(b))

const typeWords = [
  'bridge',
  'bond',
  'eth',
  'vlan',
  'alias',
  'OVSBridge',
  'OVSBond',
  'OVSPort',
  'OVSIntPort',
  'vnet',
] as const

function kindWords(one: WireInterface, t: T): string {
  const known = typeWords.find((word) => word === one.type)
  const words = [known ? t(`node:net-${known}`) : inSentence(one.type, 24)]
  if (one.bond_mode !== undefined) words.push(inSentence(one.bond_mode, 24))
  const device = one['vlan-raw-device']
  const tag = one['vlan-id'] ?? /\.(\d+)$/.exec(one.iface)?.[1]
  if (device !== undefined && tag !== undefined) words.push(t('node:vlan', { tag, device: inSentence(device, 24) }))
  if (one.bridge_vlan_aware === 1) words.push(t('node:vlanAware'))
  if (one.mtu !== undefined) words.push(`MTU ${one.mtu}`)
  return words.join(', ')
}

/** A port in the configuration that the kernel does not know has no `active` and says that it does not exist. */
function Link({ one, t }: { one: WireInterface; t: T }) {
  if (one.active === 1) return <State mark="run">{t('node:linkUp')}</State>
  const isMissing = one.exists === 0
  const isMissed = one.autostart === 1
  return (
    <State mark={isMissed ? 'warn' : 'stop'} tone={isMissed ? 'warn' : 'plain'}>
      {t(isMissing ? 'node:linkMissing' : 'node:linkDown')}
    </State>
  )
}

const portsOf = (one: WireInterface): string | null => {
  const ports = one.bridge_ports ?? one.slaves
  return ports === undefined ? null : ports.trim()
}

function Addresses({ one, t }: { one: WireInterface; t: T }) {
  const found = [one.cidr ?? one.address, one.cidr6 ?? one.address6].filter((address) => address !== undefined)
  const gateways = [one.gateway, one.gateway6].filter((address) => address !== undefined)
  const isDhcp = one.method === 'dhcp' || one.method6 === 'dhcp' || one.method6 === 'auto'
  if (found.length === 0 && !isDhcp) return <span className="faint">{t('node:noAddress')}</span>
  return (
    <>
      {found.map((address) => (
        <span key={address} className="mono address">
          <Quote text={address} max={60} />{' '}
        </span>
      ))}
      {isDhcp && <span className="dim">{t('node:dhcp')} </span>}
      {gateways.map((address) => (
        <span key={address} className="faint address">
          {t('node:gateway', { address: inSentence(address, 45) })}{' '}
        </span>
      ))}
    </>
  )
}

const toColumns = (t: T): Column<WireInterface>[] => [
  {
    id: 'iface',
    head: t('node:interface'),
    width: '10rem',
    cell: ({ iface }) => <Quote text={iface} max={40} mono />,
  },
  { id: 'state', head: t('node:link'), priority: '2', width: '9rem', cell: (one) => <Link one={one} t={t} /> },
  { id: 'kind', head: t('node:kind'), priority: '3', width: '14rem', cell: (one) => kindWords(one, t) },
  {
    id: 'ports',
    head: t('node:ports'),
    priority: '3',
    cell: (one) => {
      const ports = portsOf(one)
      if (ports === null) return <span className="faint">–</span>
      if (ports === '' || ports === 'none') return <span className="faint">{t('node:noPorts')}</span>
      return <Quote text={ports} max={80} mono />
    },
  },
  {
    id: 'addresses',
    head: t('node:addresses'),
    priority: '2f',
    cell: (one) => (
      <>
        <span className="only-s faint">{kindWords(one, t)} · </span>
        {portsOf(one) && <span className="only-s faint">{t('node:portsOf', { ports: portsOf(one) ?? '' })} · </span>}
        <Addresses one={one} t={t} />
        {one.comments !== undefined && one.comments.trim() !== '' && (
          <span className="faint">
            <Quote text={one.comments.trim()} max={80} />
          </span>
        )}
      </>
    ),
  },
]
