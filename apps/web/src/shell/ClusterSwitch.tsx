import { Link } from '@tanstack/react-router'
import { useCluster } from '../facts/use-facts.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Quote } from '../ui/Quote.tsx'
import { useAdministers, useSession } from './use-session.ts'

export function ClusterSwitch({ cluster }: { cluster: string }) {
  const t = useT()
  const session = useSession()
  const administers = useAdministers(cluster)
  const frozen = (useCluster().facts?.freeze ?? null) !== null
  const known = session?.clusters ?? []
  const name = known.find(({ id }) => id === cluster)?.name ?? cluster
  return (
    <Popover
      side="start"
      className="cluster"
      label={t('shell:clusterSwitch', { name })}
      trigger={
        <>
          <span className="clip">
            <Quote text={name} max={48} />
          </span>
          <Icon name="down" size={14} />
        </>
      }
    >
      {(close) => (
        <>
          {known.map(({ id, name: word, reachable }) => (
            <Link key={id} {...paths.overview(id)} className="item" onClick={close}>
              <Quote text={word} max={48} />
              {!reachable && <span className="faint">{t('shell:notReachable')}</span>}
              {id === cluster && <Icon name="check" size={14} />}
            </Link>
          ))}
          {administers && (
            <>
              <hr />
              <Link {...paths.freeze(cluster)} className="item" onClick={close}>
                <Mark name="frozen" />
                {t(frozen ? 'shell:thaw' : 'shell:freeze')}
              </Link>
            </>
          )}
          {session?.session?.admin && (
            <>
              <hr />
              <Link {...paths.addCluster()} className="item" onClick={close}>
                <Icon name="plus" size={14} />
                {t('shell:addCluster')}
              </Link>
            </>
          )}
        </>
      )}
    </Popover>
  )
}
