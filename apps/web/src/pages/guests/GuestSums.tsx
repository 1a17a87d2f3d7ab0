import type { GuestRow } from '@steward/contracts'
import { Fragment, useMemo } from 'react'
import { formatCount } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { countGuests } from '../overview/counts.ts'
import type { GuestView } from './use-guest-view.ts'

const told = ['trouble', 'running', 'unknown', 'stopped', 'paused', 'off', 'templates'] as const

/** How many are shown, and of which states; each is the way to only those. */
export function GuestSums({
  all,
  shown,
  view,
}: {
  all: readonly GuestRow[]
  shown: readonly GuestRow[]
  view: GuestView
}) {
  const t = useT()
  const counts = useMemo(() => countGuests(shown), [shown])
  if (all.length === 0) return null
  const seen = told.filter((bucket) => counts[bucket] > 0)
  return (
    <p className="s sums">
      <span>{t('guests:shownOf', { shown: formatCount(shown.length), all: formatCount(all.length) })}</span>
      {seen.map((bucket) => (
        <Fragment key={bucket}>
          <span className="faint" aria-hidden="true">
            {' · '}
          </span>
          <button type="button" className={toneOf(bucket)} onClick={() => view.setValues('state', [bucket])}>
            {t(`overview:n-${bucket}`, { count: counts[bucket] })}
          </button>
        </Fragment>
      ))}
    </p>
  )
}

const toneOf = (bucket: (typeof told)[number]) =>
  bucket === 'trouble' ? 't-critical mid' : bucket === 'unknown' ? 't-unknown' : ''
