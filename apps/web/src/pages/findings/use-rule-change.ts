import { api } from '../../api/client.ts'
import { invalidate } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useSession } from '../../shell/use-session.ts'

type Change = NonNullable<Parameters<typeof api.changeRules>[0]>['body']

/** Changes the choices for all rules of this cluster; `allowed` for administrators only. */
export function useRuleChange() {
  const cluster = useClusterId()
  const session = useSession()
  const change = async (body: Change): Promise<void> => {
    await api.changeRules({ params: { cluster }, body })
    await invalidate('listRules')
  }
  return Object.assign(change, { allowed: session?.session?.admin ?? false })
}
