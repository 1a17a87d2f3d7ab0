import { Link } from '@tanstack/react-router'
import { useT } from '../messages/LocaleProvider.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Logo } from '../ui/Logo.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { ClusterSwitch } from './ClusterSwitch.tsx'
import { placesOf } from './places.ts'
import { RunsCount } from './RunsCount.tsx'
import { Pulse } from './Pulse.tsx'

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

export function TopBar({ cluster, onFind }: { cluster: string | null; onFind: () => void }) {
  const t = useT()
  return (
    <header className="bar">
      <Link to="/" className="brand" aria-label="Steward">
        <Logo />
        <span>Steward</span>
      </Link>
      {cluster !== null && <ClusterSwitch cluster={cluster} />}
      {cluster !== null && (
        <nav aria-label={t('shell:main')}>
          {placesOf(cluster).map(({ key, link, exact }) => (
            <Link key={key} {...link} activeOptions={{ exact, includeSearch: false }}>
              {t(`shell:${key}`)}
              {key === 'runs' && <RunsCount />}
            </Link>
          ))}
        </nav>
      )}
      <div className="end">
        {cluster !== null && <Pulse />}
        {cluster !== null && (
          <>
            <button type="button" className="find" onClick={onFind}>
              <Icon name="search" size={14} />
              {t('shell:find')}
              <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
            </button>
            <span className="find-s">
              <IconButton icon="search" label={t('shell:find')} onClick={onFind} />
            </span>
          </>
        )}
        <AccountMenu />
      </div>
    </header>
  )
}
