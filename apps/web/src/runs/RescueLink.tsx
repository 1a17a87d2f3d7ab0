import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { RunTexts } from '../messages/RunTexts.tsx'
import { paths } from '../routes/paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { rescueOf } from './actions.ts'
import { useOffered } from './use-runs.ts'
import { toSearch } from './wanted.ts'

type Props = { fixes: readonly string[]; vmid: number; look?: 'primary' | 'plain' }

/** Beside a guide: the run that does the same, opened as a plan. Nothing where this server knows none. */
export function RescueLink(props: Props) {
  return (
    <RunTexts>
      <Way {...props} />
    </RunTexts>
  )
}

function Way({ fixes, vmid, look = 'plain' }: Props) {
  const t = useT()
  const cluster = useClusterId()
  const offered = useOffered()
  const cure = fixes.map((fix) => rescueOf(fix, vmid, offered)).find((found) => found !== null)
  if (!cure) return null
  return (
    <div className="acts">
      <Link {...paths.planRun(cluster, toSearch(cure))} className={look === 'primary' ? 'btn primary' : 'btn'}>
        {t(`run:act-${cure.act}`)}
        <Icon name="arrow" size={14} />
      </Link>
      {cure.act === 'rescue' && (
        <Link
          {...paths.planRun(cluster, toSearch({ runbook: cure.runbook, input: { vmid, after: 'start' } }))}
          className="btn"
        >
          {t('run:act-rescue-start')}
          <Icon name="arrow" size={14} />
        </Link>
      )}
    </div>
  )
}
