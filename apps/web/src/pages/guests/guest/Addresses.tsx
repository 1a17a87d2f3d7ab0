import type { GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toApiError } from '../../../api/client.ts'
import { pve } from '../../../api/pve.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { formatClock } from '../../../format/times.ts'
import type { T } from '../../../messages/i18n.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Unknown } from '../../../ui/Notices.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { readAgent, refusalOf, type Told } from './agent.ts'
import { PvePart } from './PvePart.tsx'
import { addressOf } from './use-guest.ts'
import type { WireAgent, WireInterface } from './wire.ts'

/** Addresses as the guest itself tells them, asked only when somebody wants to know. */
export function Addresses({ guest }: { guest: GuestRow }) {
  const t = useT()
  const [asked, setAsked] = useState(false)
  const isVm = guest.kind === 'qemu'
  return (
    <div className="addresses stack tight">
      <h3 className="s mid">{t('guest:addresses')}</h3>
      {asked ? (
        <Answer guest={guest} />
      ) : (
        <div className="acts">
          <Button onClick={() => setAsked(true)} off={whyNot(guest, t)}>
            {t(isVm ? 'guest:askAgent' : 'guest:askContainer')}
          </Button>
          {isVm && guest.state === 'running' && <span className="why">{t('guest:askWhy')}</span>}
        </div>
      )}
    </div>
  )
}

/** Only a guest that runs can answer; one that is paused or broken has its memory, but does nothing. */
function whyNot({ state }: GuestRow, t: T): string | null {
  if (state === 'running') return null
  return t(state === 'stopped' || state === 'suspended' ? 'guest:agentNo-guestOff' : 'guest:agentNo-standing')
}

function Answer({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const { node, vmid, kind } = addressOf(guest)
  const once = { retry: false, staleTime: 60_000 } as const
  const agent = useQuery({
    ...pve<WireAgent>()(cluster, 'guestAgentNetwork', { node, vmid }),
    ...once,
    enabled: kind === 'qemu',
  })
  const container = useQuery({
    ...pve<WireInterface[]>()(cluster, 'containerInterfaces', { node, vmid }),
    ...once,
    enabled: kind === 'lxc',
  })
  const asked = kind === 'qemu' ? agent : container
  const refusal = asked.error ? refusalOf(toApiError(asked.error)) : null
  const again = (
    <Button size="small" icon="restart" busy={asked.isFetching} onClick={() => void asked.refetch()}>
      {t('again')}
    </Button>
  )
  if (refusal)
    return (
      <>
        <Unknown why={t(`guest:agentNo-${refusal}`)} />
        <div className="acts">{again}</div>
      </>
    )
  const path = `/vms/${guest.id}`
  const right =
    kind === 'qemu'
      ? { privilege: 'VM.GuestAgent.Audit', path, role: 'PVEVMUser' }
      : { privilege: 'VM.Audit', path, role: 'PVEAuditor' }
  const show = (data: WireAgent | WireInterface[]) => {
    const told = readAgent(data)
    if (told === 'blocked') return <Unknown why={t('guest:agentNo-blocked')} />
    return <ToldList told={told} />
  }
  return (
    <>
      {kind === 'qemu' ? (
        <PvePart query={agent} right={right}>
          {show}
        </PvePart>
      ) : (
        <PvePart query={container} right={right}>
          {show}
        </PvePart>
      )}
      {asked.data && (
        <div className="acts">
          {again}
          <time className="xs faint">{formatClock(asked.data.readAt, true)}</time>
        </div>
      )}
    </>
  )
}

function ToldList({ told }: { told: readonly Told[] }) {
  const t = useT()
  const found = told.filter(({ addresses }) => addresses.length > 0)
  if (found.length === 0) return <p className="s dim">{t('guest:askedNone')}</p>
  return (
    <ul className="s told">
      {found.map(({ name, mac, addresses }) => (
        <li key={`${name} ${mac}`}>
          <span className="mid">
            <Quote text={name} max={40} />
          </span>
          <span className="list">
            {addresses.map((address) => (
              <span key={address} className="one">
                <Quote text={address} max={64} mono />
                <CopyButton text={address.replace(/\/\d+$/, '')} />
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}
