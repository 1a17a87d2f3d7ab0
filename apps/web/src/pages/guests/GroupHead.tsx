import type { GuestRow, NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { nodeState } from '../../facts/node-state.ts'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { State } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { countGuests } from '../overview/counts.ts'
import type { Grouping } from './arrange.ts'
import { stateFilters } from './filter.ts'

export type GroupHeadProps = {
  group: string
  members: readonly GuestRow[]
  grouping: Grouping
  node: NodeRow | undefined
}

/** A group's name, how many of it run, and why its values are unknown when they are. */
export function GroupHead({ group, members, grouping, node }: GroupHeadProps) {
  const t = useT()
  const counts = countGuests(members)
  const said = node && grouping === 'node' ? nodeState(node, t) : null
  return (
    <span className="grouphead">
      <GroupName group={group} grouping={grouping} />
      <span className="faint">
        {t('guests:groupCount', {
          count: counts.all,
          all: formatCount(counts.all),
          running: formatCount(counts.running),
        })}
      </span>
      {said && said.mark !== 'ok' && (
        <State mark={said.mark} tone={said.tone}>
          {said.word}
          {said.reason !== null && `: ${said.reason}`}
        </State>
      )}
    </span>
  )
}

function GroupName({ group, grouping }: { group: string; grouping: Grouping }) {
  const t = useT()
  const cluster = useClusterId()
  if (group === '') return <span className="name">{t(grouping === 'tag' ? 'guests:noTag' : 'guests:noPool')}</span>
  const state = grouping === 'state' ? stateFilters.find((one) => one === group) : undefined
  if (state) return <span className="name">{t(`guests:state-${state}`)}</span>
  if (grouping !== 'node')
    return (
      <span className="name">
        <Quote text={group} max={63} />
      </span>
    )
  return (
    <Link {...paths.node(cluster, group)} className="name plainlink">
      <Quote text={group} max={63} />
    </Link>
  )
}
