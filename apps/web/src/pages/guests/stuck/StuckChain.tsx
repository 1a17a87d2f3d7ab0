import type { StuckReply } from '@steward/contracts'
import { sayStuck } from '../../../facts/finding-words.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import '../../../styles/chain.css'

type Station = StuckReply['stations'][number]
const looks = { fine: '', held: 'cut', cause: 'bad', 'not-checked': 'skip', 'not-needed': '' } as const
const icons = { fine: 'check', held: 'clock', cause: 'x', 'not-checked': 'minus', 'not-needed': 'check' } as const

/** The walk as a line of stations: circles are fine, squares hold up, the one filled square is the cause, dashed is not checked. */
export function StuckChain({ stations }: { stations: readonly Station[] }) {
  const t = useT()
  return (
    <ol className="chain">
      {stations.map((station) => (
        <li key={station.name} className={looks[station.state]}>
          <span className="node">
            <span className="dot">
              <Icon name={icons[station.state]} size={12} />
            </span>
          </span>
          <p className="k">
            {sayStuck(t, `station-${station.name}`)} · {sayStuck(t, `state-${station.state}`)}
          </p>
          <p className="v">
            {sayStuck(
              t,
              station.say === 'not-checked' ? 'not-checked' : `${station.name}-${station.say}`,
              station.params,
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
