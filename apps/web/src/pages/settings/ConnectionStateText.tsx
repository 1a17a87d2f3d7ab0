import type { ConnectionState } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'

const drawn = {
  connected: { mark: 'ok', tone: 'plain' },
  connecting: { mark: 'busy', tone: 'plain' },
  away: { mark: 'critical', tone: 'critical' },
  'certificate-changed': { mark: 'critical', tone: 'critical' },
  'token-refused': { mark: 'critical', tone: 'critical' },
  'waiting-for-sign-in': { mark: 'unknown', tone: 'unknown' },
} as const satisfies Record<ConnectionState['state'], { mark: MarkName; tone: Tone }>

export function ConnectionStateText({ state }: { state: ConnectionState }) {
  const t = useT()
  return <State {...drawn[state.state]}>{t(`settings:state-${state.state}`)}</State>
}
