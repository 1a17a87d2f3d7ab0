import { useMemo } from 'react'
import { useGuests } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Mark, type MarkName } from '../../ui/Mark.tsx'
import { Sec } from '../../ui/Sec.tsx'

/** What a person may still do without quorum, and what will fail (docs/pve-behaviour.md, 6.1 to 6.3). */
export function RightNow({
  split,
  isBlind,
}: {
  split: boolean
  /** No guest is listed, which proves nothing. */ isBlind: boolean
}) {
  const t = useT()
  const { rows } = useGuests()
  const { running, managed } = useMemo(
    () => ({
      running: rows.filter((guest) => guest.state === 'running' && guest.unknown === null).length,
      managed: rows.filter((guest) => guest.ha !== null && guest.ha !== 'ignored').length,
    }),
    [rows],
  )
  const side = split ? t('quorum:ofMinority') : undefined
  return (
    <Sec label={t('quorum:now')}>
      <div className="two">
        <div>
          <h3 className="s mid">{t('quorum:works')}</h3>
          <ul className="worklist s">
            {isBlind ? (
              <Item mark="unknown" text={t('quorum:works-guestsUnknown')} small={t('quorum:haBlind')} />
            ) : (
              <Item
                mark="ok"
                text={t('quorum:works-guests', { count: running })}
                small={managed === 0 ? t('quorum:haNone') : undefined}
              />
            )}
            <Item mark="ok" text={t('quorum:works-stop')} />
            <Item mark="ok" text={t('quorum:works-look')} />
            {managed > 0 && <Item mark="warn" text={t('quorum:haResets', { count: managed })} />}
          </ul>
        </div>
        <div>
          <h3 className="s mid">{t('quorum:worksNot')}</h3>
          <ul className="worklist s">
            <Item mark="critical" text={t('quorum:not-start')} small={side} />
            <Item mark="critical" text={t('quorum:not-change')} small={side} />
            <Item mark="critical" text={t('quorum:not-rights')} small={side} />
            <Item mark="critical" text={t('quorum:not-remove')} small={side} />
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
