import type { GuestRow } from '@steward/contracts'
import { agentEnabled, parseProperties } from '../guest-config.ts'
import type { HaStance } from './ha-stance.ts'

export type ForecastFacts = {
  guest: GuestRow
  /** null: the configuration could not be read. */
  config: Readonly<Record<string, string>> | null
  /** null: not asked. */
  agentAnswers: boolean | null
  /** null: not read. */
  ha: HaStance | null
  /** "9.2.11"; null when not known. */
  version: string | null
}

/**
 * What would happen if somebody pressed "shut down" now, before anybody does.
 * `works`: the agent answers; `likely`: ACPI is asked and usually heard; `may-hang`: nothing shows that the guest listens;
 * `refused`: PVE would say no; `forced`: HA ends every shutdown with a stop.
 */
export type Forecast = {
  will: 'works' | 'likely' | 'may-hang' | 'refused' | 'forced' | 'unknown'
  why: string
  waitsSec: number | null
  params: Readonly<Record<string, string | number>>
}

const defaultWaitSec = 60
/** Before qemu-server 8.3.4 a configured agent that does not answer was waited for ten minutes, without trying ACPI. */
const oldAgentWaitSec = 600

export function shutdownForecast(facts: ForecastFacts): Forecast {
  const { guest, config, agentAnswers, ha } = facts
  const say = (
    will: Forecast['will'],
    why: string,
    waitsSec: number | null = null,
    params: Forecast['params'] = {},
  ): Forecast => ({ will, why, waitsSec, params })
  if (guest.state === 'unknown') return say('unknown', 'state-unknown')
  if (guest.state === 'stopped') return say('refused', 'not-running')
  if (guest.state === 'paused' || guest.state === 'prelaunch' || guest.state === 'suspended')
    return say('refused', 'paused')
  if (guest.lock !== null && guest.lock !== 'suspended') return say('refused', 'locked', null, { lock: guest.lock })
  if (ha === 'error') return say('refused', 'ha-error')
  if (ha === 'dead' || ha === 'frozen') return say('may-hang', `ha-${ha}`)
  if (ha === 'managed') return say('forced', 'ha', waitOf(config))
  if (guest.kind === 'lxc') return say('likely', 'container', waitOf(config) * 2)
  if (guest.state === 'io-error') return say('may-hang', 'io-error', waitOf(config))
  if (config === null) return say('unknown', 'config-unread')
  if (!agentEnabled({ values: config, pending: [] }))
    return config['acpi'] === '0' ? say('may-hang', 'acpi-off', waitOf(config)) : say('likely', 'acpi', waitOf(config))
  if (agentAnswers === true) return say('works', 'agent-answers', waitOf(config))
  if (agentAnswers === null) return say('likely', 'agent-not-asked', waitOf(config))
  return agentFallsBack(facts.version)
    ? say('may-hang', 'agent-silent', waitOf(config) + 3)
    : say('may-hang', 'agent-silent-old', config['startup'] === undefined ? oldAgentWaitSec : waitOf(config))
}

/** `startup: order=3,down=600` replaces PVE's default of 60 s (qemu-server: src/PVE/QemuServer.pm). */
function waitOf(config: Readonly<Record<string, string>> | null): number {
  const down = Number(parseProperties(config?.['startup'] ?? '').options['down'])
  return Number.isFinite(down) && down > 0 ? down : defaultWaitSec
}

/** The fall-back to ACPI came with qemu-server 8.3.4, in the updates of PVE 8.3. */
function agentFallsBack(version: string | null): boolean {
  const [major = 9, minor = 0] = (version ?? '9').split('.').map(Number)
  return major > 8 || (major === 8 && minor >= 4)
}
