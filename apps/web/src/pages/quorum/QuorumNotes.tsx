import type { ClusterFacts, PartFacts } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { unreadOf } from './judge.ts'

/** What makes the votes other than they look: a reading that is missing, a stale cache, a hand at the expected votes. */
export function QuorumNotes({ facts }: { facts: ClusterFacts }) {
  const t = useT()
  const { quorum } = facts
  // What the configuration asks for; `needed` itself is already the lowered number.
  const configured = quorum.expected === null ? '?' : Math.floor(quorum.expected / 2) + 1
  const params = { present: quorum.present ?? '?', total: quorum.expected ?? '?', needed: configured }
  const unread = unreadOf(facts)
  if (!quorum.expectedLowered && !quorum.statusIsStale && unread.length === 0) return null
  return (
    <div className="quorumnotes">
      {quorum.expectedLowered && (
        <NoteBox tone="warn">
          <b>{t('quorum:loweredTitle')}</b> {t('quorum:lowered', params)}
        </NoteBox>
      )}
      {quorum.statusIsStale && (
        <NoteBox>
          <b>{t('quorum:staleTitle')}</b> {t('quorum:stale')}
        </NoteBox>
      )}
      {unread.map(({ name, error }) => (
        <NoteBox key={name}>
          {t(`quorum:unread-${name}`)} <Why error={error} />
        </NoteBox>
      ))}
    </div>
  )
}

function Why({ error }: { error: PartFacts['error'] }) {
  const t = useT()
  if (error === null) return null
  return (
    <span className="dim">
      {t('quorum:unreadWhy')} <Quote text={error.message} max={200} />
    </span>
  )
}
