import type { FindingRow } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNow } from '../../api/clock.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { formatAge, formatMoment } from '../../format/times.ts'
import { useSpeech, useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { RescueLink } from '../../runs/RescueLink.tsx'
import { Button } from '../../ui/Button.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { Flag, Mark } from '../../ui/Mark.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Clauses } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { FindingEvidence } from './FindingEvidence.tsx'
import { FindingNotes } from './FindingNotes.tsx'
import { flagOf, guideLines, guideTitle, sayRule, shownState } from '../../facts/finding-words.ts'

type Props = { row: FindingRow; folded: readonly FindingRow[]; open: boolean; onToggle: () => void }

/** A finding: the sentence, and on demand the detail, what it costs, what to do, what it was judged on. */
export function FindingItem({ row, folded, open, onToggle }: Props) {
  const t = useT()
  return (
    <article className="finding">
      <div>
        <Flag kind={row.state === 'resolved' ? 'ok' : flagOf[row.severity]}>
          {t(`findings:severity-${row.severity}`)}
        </Flag>
        <When row={row} />
      </div>
      <div>
        <h3 className="what">
          <Clauses text={sayRule(t, row.rule, 'says', row.params)} />
        </h3>
        <p className="det">
          <SubjectLink row={row} /> {sayRule(t, row.rule, 'detail', row.params)}
        </p>
        {folded.length > 0 && <Folded rows={folded} />}
        {open && <Opened row={row} />}
      </div>
      <Button onClick={onToggle} aria-expanded={open}>
        {t(open ? 'findings:clear' : 'findings:show')}
      </Button>
    </article>
  )
}

function When({ row }: { row: FindingRow }) {
  const { t, locale } = useSpeech()
  const now = useNow()
  const state = shownState(row, now)
  return (
    <span className="when">
      {row.resolvedAt === null
        ? formatAge(now - row.firstSeenAt, locale)
        : t('findings:resolvedAt', { time: formatMoment(row.resolvedAt, locale, now) })}
      {state !== 'open' && state !== 'resolved' && <> · {t(`findings:state-${state}`)}</>}
    </span>
  )
}

export function SubjectLink({ row }: { row: FindingRow }) {
  const t = useT()
  const cluster = useClusterId()
  const { kind, id } = row.subject
  const [first = '', second = ''] = id.split('/')
  const name = typeof row.params['name'] === 'string' ? row.params['name'] : id
  if (kind === 'guest')
    return (
      <Link className="link" {...paths.guest(cluster, first)}>
        <Quote text={name === id ? first : `${name} (${first})`} max={80} />
      </Link>
    )
  if (kind === 'node')
    return (
      <Link className="link" {...paths.node(cluster, first)}>
        <Quote text={first} max={63} />
      </Link>
    )
  if (kind === 'storage' && second !== '')
    return (
      <Link className="link" {...paths.storage(cluster, first, second)}>
        <Quote text={`${second} (${first})`} max={80} />
      </Link>
    )
  if (row.area === 'quorum')
    return (
      <Link className="link" {...paths.quorum(cluster)}>
        {t('shell:quorum')}
      </Link>
    )
  return kind === 'cluster' ? null : (
    <span>
      {t(`findings:subject-${kind}`)} <Quote text={id} max={80} />
    </span>
  )
}

function Folded({ rows }: { rows: readonly FindingRow[] }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <p className="s">
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('findings:folded', { count: rows.length })}
        </button>
      </p>
      {open && (
        <ul className="conseq">
          {rows.map((row) => (
            <li key={row.id}>
              <Mark name={flagOf[row.severity]} />
              <span>
                {sayRule(t, row.rule, 'says', row.params)}
                <small>
                  <SubjectLink row={row} />
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Opened({ row }: { row: FindingRow }) {
  const t = useT()
  return (
    <div className="stack findingmore">
      {row.unseenSince !== null && <NoteBox>{t('findings:unseen')}</NoteBox>}
      {row.flaps > 0 && <NoteBox>{t('findings:flapping', { count: row.flaps })}</NoteBox>}
      <p className="s">
        <b className="mid">{t('findings:cost')}</b>{' '}
        <span className="dim">{sayRule(t, row.rule, 'cost', row.params)}</span>
      </p>
      <div className="next">
        <p className="lbl">{t('findings:next')}</p>
        <p className="mid">{guideTitle(t, row)}</p>
        {row.subject.kind === 'guest' && row.resolvedAt === null && (
          <RescueLink
            fixes={[row.fix, row.rule]}
            vmid={Number(row.subject.id.split('/')[0])}
            {...(row.params['count'] === 1 && { snapshot: String(row.params['snapshots'] ?? '') })}
          />
        )}
        {guideLines(t, row).map((line) =>
          line.startsWith('$ ') ? (
            <CodeLine key={line} command={line.slice(2)} />
          ) : (
            <p key={line} className="s">
              {line}
            </p>
          ),
        )}
      </div>
      <FindingEvidence row={row} />
      <FindingNotes row={row} />
    </div>
  )
}
