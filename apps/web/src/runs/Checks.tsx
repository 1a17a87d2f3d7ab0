import type { RunCheck } from '@steward/contracts'
import { useT } from '../messages/LocaleProvider.tsx'
import { Mark } from '../ui/Mark.tsx'
import { sayRun } from './say-run.ts'

const marks = { ok: 'ok', warning: 'warn', block: 'critical' } as const
const weight = { block: 0, warning: 1, ok: 2 } as const

/** What was looked at, each with its reason; what stands against it first. */
export function Checks({ checks }: { checks: readonly RunCheck[] }) {
  const t = useT()
  return (
    <ul className="checks">
      {checks
        .toSorted((a, b) => weight[a.level] - weight[b.level])
        .map((check) => (
          <li key={check.id} className={check.level}>
            <Mark name={marks[check.level]} />
            <span>
              {check.level !== 'ok' && <b className="mid">{t(`run:level-${check.level}`)} · </b>}
              {sayRun(t, check.says)}
            </span>
          </li>
        ))}
    </ul>
  )
}
