import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { RunTexts } from '../messages/RunTexts.tsx'
import { paths } from '../routes/paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { rescueOf } from './actions.ts'
import { OfferLinks } from './OfferLinks.tsx'
import { useOffered } from './use-runs.ts'
import { toSearch } from './wanted.ts'

/** `fixes`: the guide, and the rule where a finding names one. */
type Props = {
  fixes: readonly [guide: string, rule?: string]
  vmid: number
  snapshot?: string
  look?: 'primary' | 'plain'
}

/** Beside a guide: the run that does the same, opened as a plan. Nothing where this server knows none. */
export function RescueLink(props: Props) {
  return (
    <RunTexts>
      <Way {...props} />
    </RunTexts>
  )
}

function Way(props: Props) {
  const { fixes, vmid, look = 'plain' } = props
  const t = useT()
  const cluster = useClusterId()
  const offered = useOffered()
  const cure = fixes
    .flatMap((fix) => fix ?? [])
    .map((fix) => rescueOf(fix, vmid, offered))
    .find((found) => found !== null)
  if (!cure) return <OfferLinks {...props} />
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
