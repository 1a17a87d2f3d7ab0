import type { FindingRow } from '@steward/contracts'
import { useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FormError } from '../../facts/FormError.tsx'
import { formatMoment } from '../../format/times.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { useSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Quote } from '../../ui/Quote.tsx'

const day = 86_400
const spans = { snoozeDay: day, snoozeWeek: 7 * day, snoozeMonth: 30 * day } as const
type Span = keyof typeof spans
const isSpan = (text: string): text is Span => text in spans

/** What people have noted about a finding, and noting more: both with a reason, seen by all. */
export function FindingNotes({ row }: { row: FindingRow }) {
  const { t, locale } = useSpeech()
  const cluster = useClusterId()
  const session = useSession()
  const [reason, setReason] = useState('')
  const [span, setSpan] = useState<Span>('snoozeWeek')
  const params = { cluster }
  const snooze = useSubmit(
    async () =>
      void (await api.snoozeFinding({
        params,
        body: { id: row.id, until: Math.floor(serverNow() + spans[span]), reason },
      })),
  )
  const mark = useSubmit(async () => void (await api.markFinding({ params, body: { id: row.id, reason } })))
  const reopen = useSubmit(async () => void (await api.reopenFinding({ params, body: { id: row.id } })))
  const noted = row.snooze ?? row.onPurpose
  const off = session?.session?.admin ? undefined : t('findings:needsRight')
  return (
    <div className="stack">
      {row.snooze && (
        <NoteBox>
          {t('findings:snoozedBy', { time: formatMoment(row.snooze.until, locale), by: row.snooze.by })}{' '}
          <Quote text={row.snooze.reason} max={300} />
        </NoteBox>
      )}
      {row.onPurpose && (
        <NoteBox>
          {t('findings:purposeBy', { by: row.onPurpose.by })} <Quote text={row.onPurpose.reason} max={300} />
        </NoteBox>
      )}
      {noted ? (
        <div className="acts">
          <Button onClick={reopen.run} busy={reopen.busy} {...(off ? { off } : {})}>
            {t('findings:reopen')}
          </Button>
        </div>
      ) : (
        <>
          <div className="acts notefields">
            <TextField
              label={t('findings:reason')}
              hint={t('findings:reasonHint')}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <SelectField
              label={t('findings:snoozeUntil')}
              value={span}
              onChange={({ target }) => isSpan(target.value) && setSpan(target.value)}
            >
              {Object.keys(spans)
                .filter(isSpan)
                .map((name) => (
                  <option key={name} value={name}>
                    {t(`findings:${name}`)}
                  </option>
                ))}
            </SelectField>
          </div>
          <div className="acts">
            <Button onClick={() => reason.trim() !== '' && snooze.run()} busy={snooze.busy} {...(off ? { off } : {})}>
              {t('findings:snooze')}
            </Button>
            <Button onClick={() => reason.trim() !== '' && mark.run()} busy={mark.busy} {...(off ? { off } : {})}>
              {t('findings:onPurpose')}
            </Button>
          </div>
        </>
      )}
      <FormError error={snooze.error ?? mark.error ?? reopen.error} />
    </div>
  )
}
