import type { PassThroughReply } from '@steward/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toApiError } from '../api/client.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { useSession } from '../shell/use-session.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Forbidden, Unknown } from '../ui/Notices.tsx'
import { ErrorNotice } from './FactsFrame.tsx'

/** What PVE asks for before it answers, to name it when it refuses. */
export type Right = { privilege: string; path: string; role: string }

type Props<Data> = {
  query: UseQueryResult<PassThroughReply<Data>>
  right: Right
  /** The node that is asked, cleaned for a sentence. */
  node: string
  what?: string
  children: (data: Data, reply: PassThroughReply<Data>) => ReactNode
}

/** One of a node's own answers: it waits, loads, fails, rests and is forbidden by itself. */
export function PveAnswer<Data>({ query, right, node, what, children }: Props<Data>) {
  const t = useT()
  const user = useSession()?.session?.user
  const error = query.error ? toApiError(query.error) : null
  if (error?.code === 'pve-resting') return <Resting node={node} onAgain={() => void query.refetch()} />
  if (query.data) return children(query.data.data, query.data)
  if (!error && query.fetchStatus === 'idle') return <p className="s faint">{t('node:waits')}</p>
  if (!error) return <Loading {...(what === undefined ? {} : { what })} />
  if (error.code !== 'forbidden' && error.code !== 'pve-refused')
    return <ErrorNotice error={error} onAgain={() => void query.refetch()} />
  const commands = user ? [`pveum acl modify ${right.path} --users ${user} --roles ${right.role}`] : []
  return <Forbidden commands={commands}>{t('node:right', right)}</Forbidden>
}

function Resting({ node, onAgain }: { node: string; onAgain: () => void }) {
  const t = useT()
  return (
    <div className="emptybox">
      <Unknown why={t('node:restingTitle')} />
      <p className="s dim measure">{t('node:resting', { node })}</p>
      <Button size="small" icon="restart" onClick={onAgain}>
        {t('again')}
      </Button>
    </div>
  )
}
