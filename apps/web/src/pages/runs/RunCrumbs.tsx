import type { RunSubject } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useGuests } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { runName } from '../../runs/say-run.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Quote } from '../../ui/Quote.tsx'

/** Runs › what it works on › the run, or the bigger run that it belongs to. */
export function RunCrumbs({ subject, id, parent }: { subject?: RunSubject; id?: number; parent?: number | null }) {
  const t = useT()
  const cluster = useClusterId()
  return (
    <nav className="crumbs s" aria-label={t('run:title')}>
      <Link {...paths.runs(cluster)}>{t('run:title')}</Link>
      {parent !== undefined && parent !== null && (
        <>
          <Icon name="right" size={12} />
          <Link {...paths.run(cluster, parent)}>{runName(parent)}</Link>
        </>
      )}
      {subject && subject.kind !== 'bulk' && <SubjectCrumb subject={subject} />}
      {id !== undefined && (
        <>
          <Icon name="right" size={12} />
          <span>{runName(id)}</span>
        </>
      )}
    </nav>
  )
}

function SubjectCrumb({ subject }: { subject: RunSubject }) {
  const cluster = useClusterId()
  const guests = useGuests()
  const name = guests.rows.find(({ id }) => subject.kind === 'guest' && id === subject.id)?.name ?? subject.id
  const word = <Quote text={name} max={63} />
  if (subject.kind === 'cluster') return null
  return (
    <>
      <Icon name="right" size={12} />
      {subject.kind === 'guest' ? (
        <Link {...paths.guest(cluster, subject.id)}>{word}</Link>
      ) : (
        <Link {...paths.node(cluster, subject.id)}>{word}</Link>
      )}
    </>
  )
}
