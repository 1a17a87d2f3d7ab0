import { useMemo } from 'react'
import { useGuests } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Mark, type MarkName } from '../../ui/Mark.tsx'
import { Sec } from '../../ui/Sec.tsx'

/** What a person may still do without quorum, and what will fail. */
export function RightNow({ split }: { split: boolean }) {
  const t = useT()
  const { rows } = useGuests()
  const { running, managed } = useMemo(
    () => ({
      running: rows.filter((guest) => guest.state === 'running' && guest.unknown === null).length,
      managed: rows.filter((guest) => guest.ha !== null && guest.ha !== 'ignored').length,
    }),
    [rows],
  )
  const side = split ? t('cluster:ofMinority') : undefined
  return (
    <Sec label={t('cluster:now')}>
      <div className="two">
        <div>
          <h3 className="s mid">{t('cluster:works')}</h3>
          <ul className="worklist s">
            <Item mark="ok" text={t('cluster:works-guests', { count: running })} />
            <Item mark="ok" text={t('cluster:works-stop')} />
            <Item mark="ok" text={t('cluster:works-look')} />
            {managed > 0 && <Item mark="warn" text={t('cluster:haResets', { count: managed })} />}
          </ul>
        </div>
        <div>
          <h3 className="s mid">{t('cluster:worksNot')}</h3>
          <ul className="worklist s">
            <Item mark="critical" text={t('cluster:not-start')} small={side} />
            <Item mark="critical" text={t('cluster:not-change')} small={side} />
            <Item mark="critical" text={t('cluster:not-remove')} small={side} />
          </ul>
        </div>
      </div>
    </Sec>
  )
}

function Item({ mark, text, small }: { mark: MarkName; text: string; small?: string | undefined }) {
  return (
    <li>
      <Mark name={mark} />
      <span>
        {text}
        {small !== undefined && <small>{small}</small>}
      </span>
    </li>
  )
}
