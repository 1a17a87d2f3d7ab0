import type { RunReply } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { sayRun } from '../../runs/say-run.ts'
import { useOffered } from '../../runs/use-runs.ts'
import { toSearch } from '../../runs/wanted.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Sec } from '../../ui/Sec.tsx'

/** Runs that may be wanted once this one has succeeded: an offer that is planned like any other. */
export function NextRuns({ run }: { run: RunReply }) {
  const t = useT()
  const cluster = useClusterId()
  const offered = useOffered()
  const next = run.next.filter(({ runbook }) => offered.has(runbook))
  if (next.length === 0) return null
  return (
    <Sec label={t('run:next')} small={t('run:nextWhy')} heavy>
      <div className="acts">
        {next.map(({ runbook, input, title }) => (
          <Link
            key={`${runbook} ${JSON.stringify(input)}`}
            {...paths.planRun(cluster, toSearch({ runbook, input }))}
            className="btn"
          >
            {sayRun(t, title)}
            <Icon name="arrow" size={14} />
          </Link>
        ))}
      </div>
    </Sec>
  )
}
