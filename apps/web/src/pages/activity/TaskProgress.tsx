import { formatSize, percentFigure } from '../../format/numbers.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { FigureText, Meter } from '../../ui/Meter.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { parseProgress } from './progress.ts'
import type { LogLine } from './use-task-log.ts'

/** How far a running task is; nothing where its log does not tell. */
export function TaskProgress({ lines }: { lines: readonly LogLine[] }) {
  const t = useT()
  const found = parseProgress(lines.map((line) => line.t))
  if (!found) return null
  const small = found.guest === null ? undefined : t('activity:progressOf', { guest: found.guest })
  return (
    <Sec label={t('activity:progress')} small={small}>
      {found.fraction === null ? (
        <p className="s dim">{t('activity:progressCopied', { size: formatSize(found.copied ?? 0) })}</p>
      ) : (
        <div className="progressline">
          <Meter fraction={found.fraction} label={t('activity:progress')} />
          <span className="val">
            <FigureText figure={percentFigure(found.fraction)} />
          </span>
        </div>
      )}
    </Sec>
  )
}
