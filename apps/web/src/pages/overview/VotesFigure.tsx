import type { QuorumFacts } from '@steward/contracts'
import type { CSSProperties } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Quote } from '../../ui/Quote.tsx'

const namedUpTo = 8

type Props = { quorum: QuorumFacts; large?: boolean; note?: (node: string) => string }

/** One block per vote, a bracket over as many as are needed. Many votes have no names: then the count leads. */
export function VotesFigure({ quorum, large = false, note }: Props) {
  const t = useT()
  const { votes, needed, present, expected, qdevice } = quorum
  const params = { present: present ?? '?', total: expected ?? '?', needed: needed ?? '?' }
  const label = t('overview:votesLabel', params)
  const named = votes.length <= namedUpTo
  // Present votes stand first, so that the bracket covers them: it is about how many, not about who.
  const sorted = votes.toSorted((a, b) => Number(b.present ?? false) - Number(a.present ?? false))
  const blocks = votes.length + (qdevice ? 1 : 0)
  const style: CSSProperties = { '--n': needed ?? 0, '--count': blocks }
  const looks = ['votes', large && 'lg', !named && 'many', needed !== null && needed >= blocks && 'all']
  return (
    <span className={looks.filter(Boolean).join(' ')} role="img" aria-label={label} style={style}>
      {needed !== null && named && (
        <span className="need">
          <span>{t('overview:needed', { count: needed })}</span>
        </span>
      )}
      {sorted.map((vote) => (
        <span key={vote.node} className={`v ${lookOf(vote.present)}`}>
          {named && (
            <span className="clip">
              <Quote text={vote.node} max={24} />
              {vote.votes !== 1 && ` ×${vote.votes}`}
              {note && <small>{note(vote.node)}</small>}
            </span>
          )}
        </span>
      ))}
      {qdevice && (
        <span className={`v ${qdevice.state === 'Connected' ? '' : 'gone'}`}>
          {named && `QDevice${qdevice.votes === 1 ? '' : ` ×${qdevice.votes}`}`}
        </span>
      )}
    </span>
  )
}

const lookOf = (present: boolean | null) => (present === null ? 'unk' : present ? '' : 'gone')
