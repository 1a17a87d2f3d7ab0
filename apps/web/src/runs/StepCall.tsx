import type { PlannedAct } from '@steward/contracts'
import { useT } from '../messages/LocaleProvider.tsx'
import { CodeLine } from '../ui/CodeLine.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Quote } from '../ui/Quote.tsx'
import { nodeOf } from './run-states.ts'
import { sayRun } from './say-run.ts'

/** What a step sends, exactly: the call, and the same in a shell. */
export function StepCall({ act }: { act: PlannedAct }) {
  const t = useT()
  if (act.kind === 'look') return <p className="res">{t('run:look')}</p>
  const node = nodeOf({ act })
  if (act.kind === 'shell')
    return (
      <>
        <p className="res">{t(act.by === 'ssh' ? 'run:shellBySsh' : 'run:shellOn', { node: act.node })}</p>
        <CodeLine command={act.command} />
      </>
    )
  if (act.kind === 'person')
    return (
      <>
        <p className="res">{sayRun(t, act.says)}</p>
        {act.commands.map(({ on, lines }) => (
          <div key={on}>
            <p className="xs faint samein">{on}</p>
            {lines.map((line) => (
              <CodeLine key={line} command={line} />
            ))}
          </div>
        ))}
      </>
    )
  const parameters = Object.entries(act.parameters).map(([name, value]) => `${name}=${value}`)
  return (
    <>
      <div className="call">
        <span className="m">{act.method}</span>
        <span>
          <Quote text={act.path} max={400} />
          {parameters.map((line) => (
            <span key={line} className="line">
              <Quote text={line} max={400} />
            </span>
          ))}
        </span>
        <CopyButton text={[`${act.method} ${act.path}`, ...parameters].join('\n')} />
      </div>
      {act.shell !== null && (
        <>
          <p className="xs faint samein">{node === null ? t('run:sameShellNode') : t('run:sameShell', { node })}</p>
          <CodeLine command={act.shell} />
        </>
      )}
      {act.asRoot && <p className="res">{t('run:asRoot')}</p>}
    </>
  )
}
