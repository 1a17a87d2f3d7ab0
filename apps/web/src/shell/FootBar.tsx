import { Link } from '@tanstack/react-router'
import { useT } from '../messages/LocaleProvider.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { RunsCount } from './RunsCount.tsx'
import { placesOf } from './places.ts'

const first = new Set(['overview', 'guests', 'nodes', 'runs'])

/** On a phone the words of the bar move to the foot; the fifth place holds the rest. */
export function FootBar({ cluster }: { cluster: string }) {
  const t = useT()
  const places = placesOf(cluster)
  return (
    <nav className="tabbar" aria-label={t('shell:main')}>
      {places
        .filter(({ key }) => first.has(key))
        .map(({ key, icon, link, exact }) => (
          <Link key={key} {...link} activeOptions={{ exact, includeSearch: false }}>
            <Icon name={icon} size={20} />
            {t(`shell:${key}`)}
            {key === 'runs' && <RunsCount />}
          </Link>
        ))}
      <Popover
        side="foot"
        className="more"
        label={t('more')}
        trigger={
          <>
            <Icon name="more" size={20} />
            {t('more')}
          </>
        }
      >
        {(close) =>
          places
            .filter(({ key }) => !first.has(key))
            .map(({ key, icon, link }) => (
              <Link key={key} {...link} className="item" onClick={close}>
                <Icon name={icon} size={16} />
                {t(`shell:${key}`)}
              </Link>
            ))
        }
      </Popover>
    </nav>
  )
}
