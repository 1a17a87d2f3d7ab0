import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { RunTexts } from '../messages/RunTexts.tsx'
import { paths } from '../routes/paths.ts'
import { useSession } from '../shell/use-session.ts'
import { useOffered } from './use-runs.ts'
import { toSearch } from './wanted.ts'

const commands = ['reboot', 'shutdown'] as const

/** Restarting and shutting down a node; each opens its forecast. */
export function NodeActs({ node }: { node: string }) {
  return (
    <RunTexts>
      <Links node={node} />
    </RunTexts>
  )
}

function Links({ node }: { node: string }) {
  const t = useT()
  const cluster = useClusterId()
  const offered = useOffered()
  const signedIn = useSession()?.session?.mode === 'signed-in'
  if (!signedIn || !offered.has('node-power')) return null
  return (
    <div className="acts">
      {commands.map((command) => (
        <Link
          key={command}
          {...paths.planRun(cluster, toSearch({ runbook: 'node-power', input: { node, command } }))}
          className="btn"
        >
          {t(`run:node-${command}`)}
        </Link>
      ))}
    </div>
  )
}
