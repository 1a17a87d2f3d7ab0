import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { PassThroughReply } from '@steward/contracts'
import { toApiError } from '../../../api/client.ts'
import { ErrorNotice } from '../../../facts/FactsFrame.tsx'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { useSession } from '../../../shell/use-session.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { Forbidden } from '../../../ui/Notices.tsx'

type Props<Data> = {
  query: UseQueryResult<PassThroughReply<Data>>
  /** What PVE asks for before it answers, to name it when it refuses. */
  right: { privilege: string; path: string; role: string }
  children: (data: Data) => ReactNode
}

/** One of PVE's own answers: it loads, fails and is forbidden by itself. */
export function PvePart<Data>({ query, right, children }: Props<Data>) {
  const t = useT()
  const user = useSession()?.session?.user
  if (query.data) return children(query.data.data)
  if (!query.error) return <Loading />
  const error = toApiError(query.error)
  if (error.code !== 'forbidden' && error.code !== 'pve-refused')
    return <ErrorNotice error={error} onAgain={() => void query.refetch()} />
  const commands = user ? [`pveum acl modify ${right.path} --users ${user} --roles ${right.role}`] : []
  return <Forbidden commands={commands}>{t('guest:right', right)}</Forbidden>
}

export const auditRight = (id: string) => ({ privilege: 'VM.Audit', path: `/vms/${id}`, role: 'PVEAuditor' })
