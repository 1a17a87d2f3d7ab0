import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useClusterId } from '../../../facts/cluster-context.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { toSearch, type Wanted } from '../../../runs/wanted.ts'
import { Button } from '../../../ui/Button.tsx'

type Props = {
  /** What is to be planned; a reason in words while it cannot be. */
  wanted: Wanted | { missing: string }
  children: ReactNode
}

/** The frame of each form: its button leads to the plan. */
export function AskForm({ wanted, children }: Props) {
  const t = useT()
  const cluster = useClusterId()
  const router = useRouter()
  const off = 'missing' in wanted ? wanted.missing : null
  return (
    <form
      className="stack narrowform"
      onSubmit={(event) => {
        event.preventDefault()
        if (!('missing' in wanted)) void router.navigate(paths.planRun(cluster, toSearch(wanted)))
      }}
    >
      {children}
      <div className="acts">
        <Button look="primary" type="submit" off={off}>
          {t('run:askPlan')}
        </Button>
      </div>
    </form>
  )
}
