import { memo, useLayoutEffect, useRef, useState } from 'react'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Mark } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { lineTone } from './progress.ts'
import { type LogLine, logPage, type TaskLog } from './use-task-log.ts'

type Props = { log: TaskLog; running: boolean; fileName: string }

export function LogView({ log, running, fileName }: Props) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const [follows, setFollows] = useState(true)
  const count = log.lines.length
  useLayoutEffect(() => {
    // New lines come into view only for a reader who is at the end; whoever scrolled up stays where they read.
    if (follows && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [count, follows])
  if (log.error && count === 0) return <ErrorNotice error={log.error} onAgain={log.again} />
  if (log.isLoading) return <Loading what={t('activity:readingLog')} />
  const onScroll = () => {
    const at = box.current
    if (at) setFollows(at.scrollHeight - at.scrollTop - at.clientHeight < 24)
  }
  return (
    <div className="stack tight">
      {log.before > 0 && (
        <div className="acts">
          <Button size="small" onClick={log.readBefore}>
            {t('activity:logBefore', { count: logPage })}
          </Button>
        </div>
      )}
      {count === 0 ? (
        <p className="s dim">{t(running ? 'activity:logEmpty' : 'activity:logEmptyDone')}</p>
      ) : (
        <div
          className="log tasklog"
          role="log"
          aria-label={t('activity:logLabel')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
          tabIndex={0}
          ref={box}
          onScroll={onScroll}
        >
          {log.lines.map((line) => (
            <Line key={line.n} line={line} />
          ))}
        </div>
      )}
      {log.error && <ErrorNotice error={log.error} onAgain={log.again} />}
      <LogFoot log={log} running={running} fileName={fileName} follows={follows} onFollow={() => setFollows(true)} />
    </div>
  )
}

const Line = memo(({ line }: { line: LogLine }) => {
  const tone = lineTone(line.t)
  return (
    <div className={tone === null ? undefined : `is-${tone}`}>
      <span className="n">{line.n}</span>
      <Quote text={line.t} max={4000} />
    </div>
  )
})

function LogFoot({ log, running, fileName, follows, onFollow }: Props & { follows: boolean; onFollow: () => void }) {
  const t = useT()
  const text = () => log.lines.map((line) => line.t).join('\n')
  const save = () => {
    const address = URL.createObjectURL(new Blob([`${text()}\n`], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${fileName}.txt`
    link.click()
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  return (
    <div className="logfoot">
      <span className="st s faint">
        {running && <Mark name="busy" />}
        <span>
          {t('activity:logLines', { count: log.total })}
          {running && ` · ${t('activity:logLive')}`}
          {log.before > 0 && ` · ${t('activity:logPartly')}`}
        </span>
      </span>
      {log.lines.length > 0 && (
        <span className="acts">
          {running && !follows && (
            <Button size="small" icon="down" onClick={onFollow}>
              {t('activity:logToEnd')}
            </Button>
          )}
          <CopyButton text={text()} />
          <Button look="quiet" size="small" icon="paper" onClick={save}>
            {t('activity:logSave')}
          </Button>
        </span>
      )}
    </div>
  )
}
