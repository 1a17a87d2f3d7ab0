import type { GuestRow, NodeRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { whyUnknown } from '../../facts/guest-state.ts'
import { GuestStateText } from '../../facts/StateOf.tsx'
import { useGuests } from '../../facts/use-facts.ts'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { sortRows } from '../../ui/sort-rows.ts'
import { bucketOf, countGuests } from '../overview/counts.ts'

const shownAtMost = 12
const order = ['trouble', 'unknown', 'busy', 'paused', 'running', 'stopped', 'off', 'templates']

export function NodeGuests({ node }: { node: NodeRow }) {
  const t = useT()
  const cluster = useClusterId()
  const facts = useGuests()
  const own = useMemo(() => {
    const here = facts.rows.filter((guest) => guest.node === node.name)
    const byName = sortRows(here, (guest) => guest.name ?? guest.id, false)
    return byName.toSorted((a, b) => order.indexOf(bucketOf(a)) - order.indexOf(bucketOf(b)))
  }, [facts.rows, node.name])
  const counts = countGuests(own)
  const small =
    own.length === 0
      ? undefined
      : [
          `${formatCount(counts.running)} ${t('node:guestsRun', { all: formatCount(counts.all) })}`,
          ...(counts.unknown > 0 ? [t('overview:n-unknown', { count: counts.unknown })] : []),
        ].join(', ')
  return (
    <Sec label={t('node:guests')} small={small}>
      <FactsFrame facts={facts}>
        {own.length === 0 ? (
          // A guest here may be one that this person may not see.
          <p className="s dim">
            {node.unknown === 'no-right' ? <Unknown why={whyUnknown('no-right', t)} /> : t('node:guestsNone')}
          </p>
        ) : (
          <ul className="guestgrid s">
            {own.slice(0, shownAtMost).map((guest) => (
              <Line key={guest.id} guest={guest} />
            ))}
            {own.length > shownAtMost && (
              <li className="more">
                <Link {...paths.guests(cluster)} search={{ node: node.name }} className="link">
                  {t('node:guestsMore', { count: own.length - shownAtMost })}
                </Link>
              </li>
            )}
          </ul>
        )}
      </FactsFrame>
    </Sec>
  )
}

function Line({ guest }: { guest: GuestRow }) {
  const cluster = useClusterId()
  return (
    <li>
      <Link {...paths.guest(cluster, guest.id)} className="plainlink mid" preload={false}>
        <Quote text={guest.name ?? guest.id} max={48} />
      </Link>
      <span className="faint">{guest.id}</span>
      <GuestStateText guest={guest} />
    </li>
  )
}
