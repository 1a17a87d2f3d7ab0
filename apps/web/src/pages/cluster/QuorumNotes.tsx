import type { QuorumFacts } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { State } from '../../ui/Mark.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'

/** What makes the votes other than they look: a stale cache, a hand at the expected votes, a third voice. */
export function QuorumNotes({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const { qdevice } = quorum
  // What the configuration asks for; `needed` itself is already the lowered number.
  const configured = quorum.expected === null ? '?' : Math.floor(quorum.expected / 2) + 1
  const params = { present: quorum.present ?? '?', total: quorum.expected ?? '?', needed: configured }
  return (
    <>
      {quorum.expectedLowered && (
        <div className="quorumnote">
          <NoteBox tone="warn">
            <b>{t('cluster:loweredTitle')}</b> {t('cluster:lowered', params)}
          </NoteBox>
        </div>
      )}
      {quorum.statusIsStale && (
        <div className="quorumnote">
          <NoteBox>
            <b>{t('cluster:staleTitle')}</b> {t('cluster:stale')}
          </NoteBox>
        </div>
      )}
      {qdevice && (
        <Sec label={t('cluster:qdevice')}>
          <KeyValues
            rows={[
              {
                label: t('cluster:qdeviceState'),
                value: (
                  <State
                    mark={qdevice.state === 'Connected' ? 'ok' : 'warn'}
                    tone={qdevice.state === 'Connected' ? 'plain' : 'warn'}
                  >
                    <Quote text={qdevice.state} max={60} />
                  </State>
                ),
              },
              { label: t('cluster:qdeviceHost'), value: <Quote text={qdevice.host ?? '?'} max={80} mono /> },
              { label: t('cluster:qdeviceVotes'), value: qdevice.votes },
            ]}
          />
        </Sec>
      )}
    </>
  )
}
