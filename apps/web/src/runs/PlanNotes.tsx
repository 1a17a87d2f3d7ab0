import type { RunPlan } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { CodeLine } from '../ui/CodeLine.tsx'
import { State } from '../ui/Mark.tsx'
import { NoteBox } from '../ui/NoteBox.tsx'
import { Quote } from '../ui/Quote.tsx'
import { runName, sayRun, sentences } from './say-run.ts'

/** What a run costs, in words. */
export function Impact({ impact }: { impact: RunPlan['impact'] }) {
  const t = useT()
  const costs = impact.data !== 'none' || impact.downtime === 'off'
  return (
    <div className="stack tight">
      <State mark={impact.data === 'none' ? (costs ? 'notice' : 'ok') : 'warn'}>
        <span className="wrap">{sentences([t(`run:downtime-${impact.downtime}`), t(`run:data-${impact.data}`)])}</span>
      </State>
      {impact.says && <p className="s dim">{sayRun(t, impact.says)}</p>}
    </div>
  )
}

/** What has to be known before the press, beyond the checks. */
export function PlanNotes({ plan }: { plan: RunPlan }) {
  const t = useT()
  const cluster = useClusterId()
  const { missing, needsRoot, busyWith } = plan
  return (
    <>
      {busyWith !== null && (
        <NoteBox tone="warn">
          {t('run:busyWith', { id: runName(busyWith) })}{' '}
          <Link {...paths.run(cluster, busyWith)} className="link">
            {t('run:busyOpen', { id: runName(busyWith) })}
          </Link>
        </NoteBox>
      )}
      {needsRoot && <NoteBox>{t('run:needsRoot')}</NoteBox>}
      {missing.length > 0 && (
        <div className="emptybox solid">
          <p className="mid">{t('run:missing')}</p>
          {missing.map(({ privilege, path, command }) => (
            <div key={`${path} ${privilege}`} className="missing">
              <p className="s dim">
                <Quote text={t('run:missingOf', { privilege, path })} max={200} />
              </p>
              {command.split('\n').map((line) => (
                <CodeLine key={line} command={line} />
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
