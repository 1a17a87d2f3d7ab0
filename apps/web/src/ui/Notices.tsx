import type { ReactNode } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import { Button } from './Button.tsx'
import { CodeLine } from './CodeLine.tsx'
import { Icon } from './Icon.tsx'
import { Mark } from './Mark.tsx'
import { Quote } from './Quote.tsx'

/** Nothing is there: says whether that is good, and offers one action. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="emptybox">
      <p className="mid">{title}</p>
      {children !== undefined && <div className="s dim">{children}</div>}
      {action}
    </div>
  )
}

/** What is missing, and the lines that grant it. */
export function Forbidden({
  title,
  children,
  commands = [],
}: {
  title?: string
  children?: ReactNode
  commands?: readonly string[]
}) {
  const t = useT()
  return (
    <div className="emptybox solid">
      <p className="mid st">
        <Icon name="lock" size={14} />
        {title ?? t('forbiddenTitle')}
      </p>
      {children !== undefined && <div className="s dim">{children}</div>}
      {commands.length > 0 && <p className="s dim">{t('forbiddenTail')}</p>}
      {commands.map((command) => (
        <CodeLine key={command} command={command} />
      ))}
    </div>
  )
}

type FailedProps = { title?: string; children?: ReactNode; call?: string; said?: string | null; onAgain?: () => void }

/** What happened, what still holds, one way on, the call in mono, and PVE's own words. */
export function Failed({ title, children, call, said, onAgain }: FailedProps) {
  const t = useT()
  return (
    <div className="failedbox" role="alert">
      <p className="mid st t-critical">
        <Mark name="critical" />
        {title ?? t('failedTitle')}
      </p>
      {children !== undefined && <div className="s dim">{children}</div>}
      {said && (
        <p className="s">
          <Quote text={said} max={600} mono />
        </p>
      )}
      {call !== undefined && <code className="xs faint">{call}</code>}
      {onAgain && (
        <Button icon="restart" onClick={onAgain}>
          {t('again')}
        </Button>
      )}
    </div>
  )
}

/** A value that was not read: a question mark with its reason, never zero. */
export function Unknown({ why }: { why: string }) {
  return (
    <span className="st t-unknown wrap">
      <Mark name="unknown" />
      <span>{why}</span>
    </span>
  )
}
