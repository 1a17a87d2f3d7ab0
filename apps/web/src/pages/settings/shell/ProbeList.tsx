import type { ChannelProbe } from '@steward/contracts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { State } from '../../../ui/Mark.tsx'
import { Quote } from '../../../ui/Quote.tsx'

const named = [
  'dispatcher',
  'environment',
  'shell',
  'terminal',
  'agent-forwarding',
  'x11-forwarding',
  'sftp',
  'port-forwarding',
  'listening-port',
] as const
const isNamed = (what: string): what is (typeof named)[number] => named.some((name) => name === what)

/** Another script, or a command that runs and must not, ends the proof at once; the doors are all tried. */
function hasStopped(probes: readonly ChannelProbe[]): boolean {
  const last = probes.at(-1)
  return last !== undefined && !last.ok && (last.what === 'dispatcher' || !isNamed(last.what))
}

/** What the last proof has tried. What failed stands open with the node's own words; the rest is there for who asks. */
export function ProbeList({ probes }: { probes: readonly ChannelProbe[] }) {
  const t = useT()
  if (probes.length === 0) return null
  const failed = probes.filter(({ ok }) => !ok)
  const passed = probes.filter(({ ok }) => ok)
  return (
    <>
      {failed.length > 0 && <Lines probes={failed} label={t('channel:failed')} />}
      {hasStopped(probes) && <p className="s dim">{t('channel:probesStopped')}</p>}
      <details>
        <summary className="s">
          {failed.length === 0
            ? t('channel:probesAll', { count: probes.length })
            : t('channel:probesSome', { passed: passed.length, total: probes.length })}
        </summary>
        <Lines probes={passed} label={t('channel:probes')} />
      </details>
    </>
  )
}

function Lines({ probes, label }: { probes: readonly ChannelProbe[]; label: string }) {
  return (
    <ul className="probes" aria-label={label}>
      {probes.map((probe) => (
        <ProbeLine key={probe.what} probe={probe} />
      ))}
    </ul>
  )
}

function ProbeLine({ probe: { what, expects, ok, words } }: { probe: ChannelProbe }) {
  const t = useT()
  return (
    <li>
      <State mark={ok ? 'ok' : 'critical'} tone={ok ? 'plain' : 'critical'}>
        {t(ok ? 'channel:passed' : 'channel:failed')}
      </State>
      <span>
        {isNamed(what) ? t(`channel:what-${what}`) : <Quote text={what} max={80} mono />}
        {(!isNamed(what) || expects === 'refused') && (
          <span className="dim">
            {': '}
            {t(`channel:probe-${expects}${ok ? '' : '-not'}`)}
          </span>
        )}
        {!ok && words !== '' && (
          <small>
            {t('channel:nodeSaid')} <Quote text={words} max={300} mono />
          </small>
        )}
      </span>
    </li>
  )
}
