import type { RunLogEntry, RunReply } from '@steward/contracts'
import { formatClock, formatMoment } from '../../format/times.ts'
import type { T } from '../../messages/i18n.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { sayRun } from '../../runs/say-run.ts'
import { Quote } from '../../ui/Quote.tsx'

/** Who, when, what: the run's own record, which is only ever added to. */
export function RunLog({ run }: { run: RunReply }) {
  const { t, locale } = useSpeech()
  const titles = new Map(run.steps.map((step) => [step.id, sayRun(t, step.title)]))
  return (
    <ol className="runlog s">
      {run.log.map((entry, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the record is only added to, and its lines have no other name
        <li key={index}>
          <time title={formatMoment(entry.at, locale)}>{formatClock(entry.at, true)}</time>
          <span>
            {entry.step !== null && <span className="dim">{titles.get(entry.step) ?? entry.step}: </span>}
            <What entry={entry} t={t} />
          </span>
          <span className="faint by">
            <Quote text={entry.user} max={80} />
          </span>
        </li>
      ))}
    </ol>
  )
}

const said = [
  'running',
  'succeeded',
  'failed',
  'partly',
  'cancelled',
  'undone',
  'given-up',
  'needs-attention',
  'paused-sign-in',
  'paused-root-sign-in',
  'paused-freeze',
  'paused-pve',
  'paused-person',
  'picked-up',
  'sent-again',
  'step-done',
  'step-skipped',
  'step-failed',
  'step-undone',
  'cancel',
  'retry',
  'undo',
  'give-up',
  'take-over',
] as const
const wordOf = (text: string) => said.find((known) => known === text)

function What({ entry: { kind, text }, t }: { entry: RunLogEntry; t: T }) {
  const word = kind === 'state' || kind === 'person' ? wordOf(text) : undefined
  if (word) return t(`run:log-${word}`)
  if (kind === 'state' || kind === 'person') return <Quote text={text} max={300} />
  return (
    <>
      <span className="faint">{t(`run:kind-${kind}`)} </span>
      <Quote text={text === '' ? '–' : text} max={600} mono />
    </>
  )
}
