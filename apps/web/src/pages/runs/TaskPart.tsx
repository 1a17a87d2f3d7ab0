import { Link } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { percentFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { FigureText, Meter } from '../../ui/Meter.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { LogView } from '../activity/LogView.tsx'
import { parseProgress } from '../activity/progress.ts'
import { parseUpid, type UpidParts } from '../activity/upid.ts'
import { useTask } from '../activity/use-task.ts'
import { useTaskLog } from '../activity/use-task-log.ts'

/** What PVE's own task says, live. */
export function TaskPart({ upid }: { upid: string }) {
  const parts = parseUpid(upid)
  return parts && <Task upid={upid} parts={parts} />
}

function Task({ upid, parts }: { upid: string; parts: UpidParts }) {
  const t = useT()
  const cluster = useClusterId()
  const { task, isAway, running, endSeenAt } = useTask(upid, parts)
  return (
    <Sec label={t('run:task')} small={t(running ? 'run:taskSmall' : 'run:taskEnded', { node: parts.node })} heavy>
      <div className="stack tight">
        {isAway ? (
          <Unknown why={t('run:taskAway')} />
        ) : (
          <Log of={{ node: parts.node, upid, running, endSeenAt }} fileName={`${task.type}-${parts.startedAt}`} />
        )}
        <Link {...paths.task(cluster, upid)} className="link xs">
          <Quote text={upid} max={200} mono />
        </Link>
      </div>
    </Sec>
  )
}

function Log({ of, fileName }: { of: Parameters<typeof useTaskLog>[0]; fileName: string }) {
  const t = useT()
  const log = useTaskLog(of)
  const fraction = of.running ? (parseProgress(log.lines.map((line) => line.t))?.fraction ?? null) : null
  return (
    <>
      {fraction !== null && (
        <div className="progressline">
          <Meter fraction={fraction} label={t('run:percent')} />
          <span className="val">
            <FigureText figure={percentFigure(fraction)} />
          </span>
        </div>
      )}
      <LogView log={log} running={of.running} fileName={fileName} />
    </>
  )
}
