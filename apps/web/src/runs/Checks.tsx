import type { RunCheck } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { useGuests } from '../facts/use-facts.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { Mark } from '../ui/Mark.tsx'
import { Quote } from '../ui/Quote.tsx'
import { groupChecks } from './group-checks.ts'
import { sayRun } from './say-run.ts'

const marks = { ok: 'ok', warning: 'warn', block: 'critical' } as const

type Props = {
  checks: readonly RunCheck[]
  /** In a run of many: the guests that are in it. */ able?: ReadonlySet<string>
}

/** What was looked at, each with its reason; what stands against it first. */
export function Checks({ checks, able }: Props) {
  const t = useT()
  return (
    <ul className="checks">
      {groupChecks(checks, able).map(({ key, level, says, of, leftOut }) => (
        <li key={key} className={`is-${level}`}>
          <Mark name={marks[level]} />
          <span>
            {level !== 'ok' && <b className="mid">{t(leftOut ? 'run:leftOut' : `run:level-${level}`)} · </b>}
            {sayRun(t, says)}
            {of.length > 0 && <SaidOf ids={of} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

const shownAtMost = 8

/** The guests that a line is said of. */
function SaidOf({ ids }: { ids: readonly string[] }) {
  const t = useT()
  const cluster = useClusterId()
  const guests = useGuests().rows
  const [all, setAll] = useState(false)
  const names = new Map(guests.map(({ id, name }) => [id, name]))
  const shown = all ? ids : ids.slice(0, shownAtMost)
  return (
    <span className="saidof s">
      {shown.map((id) => (
        <Link key={id} {...paths.guest(cluster, id)} className="link">
          <Quote text={names.get(id) ?? id} max={63} />
        </Link>
      ))}
      {shown.length < ids.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('run:more', { count: ids.length - shown.length })}
        </button>
      )}
    </span>
  )
}
