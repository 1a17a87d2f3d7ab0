import type { FindingRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { sayRule } from '../../facts/finding-words.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Mark } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'

const shownFirst = 6
const marks = { critical: 'critical', warning: 'warn', notice: 'notice' } as const

/** What the rules found, one line each; the page of findings has the rest. Nothing while all is well. */
export function FindingsSection({ open }: { open: readonly FindingRow[] }) {
  const t = useT()
  const cluster = useClusterId()
  const more = open.length - shownFirst
  return (
    <Sec label={t('findings:title')} small={t('findings:openCount', { count: open.length })}>
      <ul className="findinglines">
        {open.slice(0, shownFirst).map((row) => (
          <li key={row.id}>
            <Mark name={marks[row.severity]} />
            <Link {...paths.finding(cluster, row.id)}>{sayRule(t, row.rule, 'says', row.params)}</Link>
            <span className="faint xs">
              {sayRule(t, row.rule, 'title', row.params)}
              {whom(row) !== null && (
                <>
                  {' · '}
                  <Quote text={whom(row) ?? ''} max={40} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="s">
          <Link className="link" {...paths.findings(cluster)}>
            {t('findings:overviewMore', { count: more })}
          </Link>
        </p>
      )}
    </Sec>
  )
}

/** Which guest, node or storage it is about; the cluster needs no name. */
function whom({ subject, params }: FindingRow): string | null {
  if (typeof params['name'] === 'string') return params['name']
  const [first = '', second] = subject.id.split('/')
  if (subject.kind === 'storage') return second ?? first
  return subject.kind === 'guest' || subject.kind === 'node' ? first : null
}
