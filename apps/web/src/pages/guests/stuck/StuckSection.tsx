import type { StuckReply, GuestRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toApiError } from '../../../api/client.ts'
import { q } from '../../../api/query.ts'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { ErrorNotice } from '../../../facts/FactsFrame.tsx'
import { sayStuck, stuckGuide, stuckGuideTitle } from '../../../facts/finding-words.ts'
import { useTasks } from '../../../facts/use-facts.ts'
import { formatClock } from '../../../format/times.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { RescueLink } from '../../../runs/RescueLink.tsx'
import { Button } from '../../../ui/Button.tsx'
import { CodeLine } from '../../../ui/CodeLine.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { NoteBox } from '../../../ui/NoteBox.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { StuckChain } from './StuckChain.tsx'

const odd = new Set<GuestRow['state']>(['io-error', 'internal-error', 'guest-panicked', 'paused', 'prelaunch'])

/** "Why is it stuck?": asked at once when something holds the guest, else on demand. */
export function StuckSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const tasks = useTasks()
  const held =
    guest.lock !== null ||
    odd.has(guest.state) ||
    tasks.rows.some((task) => task.subject === guest.id && task.state === 'running' && !task.type.endsWith('proxy'))
  const [asked, setAsked] = useState(false)
  const query = useQuery({
    ...q('readStuck', { params: { cluster, vmid: guest.id } }),
    enabled: asked || held,
    refetchInterval: held ? 10_000 : false,
  })
  return (
    <Sec
      label={sayStuck(t, 'title')}
      small={query.data ? sayStuck(t, 'checked', { time: formatClock(query.data.checkedAt, true) }) : undefined}
    >
      {!asked && !held ? (
        <div className="acts">
          <Button onClick={() => setAsked(true)}>{sayStuck(t, 'ask')}</Button>
          <span className="s dim">{sayStuck(t, 'askWhy')}</span>
        </div>
      ) : query.error ? (
        <ErrorNotice error={toApiError(query.error)} onAgain={() => void query.refetch()} />
      ) : query.data ? (
        <Answer reply={query.data} guest={guest} />
      ) : (
        <Loading rows={3} />
      )}
    </Sec>
  )
}

function Answer({ reply, guest }: { reply: StuckReply; guest: GuestRow }) {
  const t = useT()
  const holds = reply.verdict !== 'not-stuck'
  return (
    <div className="stack">
      <div>
        <h3 className="verdict">{sayStuck(t, `verdict-${reply.verdict}`, reply.params)}</h3>
        <p className="s dim">{sayStuck(t, `more-${reply.verdict}`, reply.params)}</p>
      </div>
      <StuckChain stations={reply.stations} />
      {reply.missing.length > 0 && (
        <p className="s dim">
          {sayStuck(t, 'missing')}: {reply.missing.map((key) => sayStuck(t, `missing-${key}`)).join('; ')}
        </p>
      )}
      {reply.fix !== null && holds && <NextStep fix={reply.fix} guest={guest} />}
      {guest.lock === null && (reply.verdict === 'guest-ignores-request' || reply.verdict === 'waiting-shutdown') && (
        <NoteBox>{sayStuck(t, 'lockFile')}</NoteBox>
      )}
      {guest.state === 'running' && !holds && <Forecast reply={reply} />}
      {reply.stations.some((station) => station.evidence !== null) && (
        <ul className="evidence">
          {reply.stations.map(
            (station) =>
              station.evidence !== null && (
                <li key={station.name}>
                  <span>{sayStuck(t, `station-${station.name}`)}</span>
                  <Quote text={station.evidence} max={200} mono />
                  <span className="faint xs">{station.readAt !== null && formatClock(station.readAt, true)}</span>
                </li>
              ),
          )}
        </ul>
      )}
    </div>
  )
}

/** In the words of PVE's own tools for this kind of guest. */
const commandNames = (guest: GuestRow) => ({
  HAID: `${guest.kind === 'qemu' ? 'vm' : 'ct'}:${guest.id}`,
  VMID: guest.id,
  NODE: guest.node,
  KIND: guest.kind,
  TOOL: guest.kind === 'qemu' ? 'qm' : 'pct',
  LOCKFILE:
    guest.kind === 'qemu' ? `/var/lock/qemu-server/lock-${guest.id}.conf` : `/run/lock/lxc/pve-config-${guest.id}.lock`,
})

function NextStep({ fix, guest }: { fix: string; guest: GuestRow }) {
  const t = useT()
  return (
    <div className="next">
      <p className="lbl">{sayStuck(t, 'next')}</p>
      <p className="mid">{stuckGuideTitle(t, fix)}</p>
      <RescueLink fixes={[fix]} vmid={guest.vmid} look="primary" />
      {stuckGuide(t, fix, commandNames(guest)).map((line) =>
        line.startsWith('$ ') ? (
          <CodeLine key={line} command={line.slice(2)} />
        ) : (
          <p key={line} className="s">
            {line}
          </p>
        ),
      )}
    </div>
  )
}

function Forecast({ reply: { forecast } }: { reply: StuckReply }) {
  const t = useT()
  return (
    <p className="s">
      <b className="mid">{sayStuck(t, 'forecast')}</b> {sayStuck(t, `will-${forecast.will}`)}{' '}
      <span className="dim">
        {sayStuck(t, `why-${forecast.why}`, forecast.params)}
        {forecast.waitsSec !== null && ` ${sayStuck(t, 'waits', { seconds: forecast.waitsSec })}`}
      </span>
    </p>
  )
}
