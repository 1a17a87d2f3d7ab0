import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { RunTexts } from '../messages/RunTexts.tsx'
import { paths } from '../routes/paths.ts'
import { useOffered } from './use-runs.ts'
import { toSearch } from './wanted.ts'

/** Back to a snapshot, or away with it: each opens its plan. */
export function SnapshotActs(props: { vmid: number; name: string }) {
  return (
    <RunTexts>
      <Links {...props} />
    </RunTexts>
  )
}

function Links({ vmid, name }: { vmid: number; name: string }) {
  const t = useT()
  const cluster = useClusterId()
  const offered = useOffered()
  const acts = [
    { runbook: 'guest-rollback', word: t('run:act-rollback') },
    { runbook: 'guest-snapshot-delete', word: t('run:act-snapshot-delete') },
  ].filter(({ runbook }) => offered.has(runbook))
  return (
    <span className="acts s">
      {acts.map(({ runbook, word }) => (
        <Link
          key={runbook}
          {...paths.planRun(cluster, toSearch({ runbook, input: { vmid, name } }))}
          className="link"
          aria-label={`${word}: ${name}`}
        >
          {word}
        </Link>
      ))}
    </span>
  )
}
