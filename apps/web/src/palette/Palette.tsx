import { Dialog } from '@base-ui/react/dialog'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Quote } from '../ui/Quote.tsx'
import { rank } from './rank.ts'
import { type Place, usePlaces } from './use-places.ts'

export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const router = useRouter()
  const places = usePlaces()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const wish = useDeferredValue(typed)
  const found = useMemo(() => rank(places, wish), [places, wish])
  const chosen = Math.min(at, found.length - 1)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const go = (place: Place | undefined) => {
    if (!place) return
    onClose()
    void router.navigate(place.link)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((chosen + step + found.length) % found.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[chosen])
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="palette">
          <Dialog.Title className="vh">{t('palette:title')}</Dialog.Title>
          <div className="in">
            <Icon name="search" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}list`}
              aria-activedescendant={found[chosen] ? `${id}${chosen}` : undefined}
              aria-label={t('palette:title')}
              placeholder={t('palette:placeholder')}
              value={typed}
              spellCheck={false}
              onKeyDown={onKey}
              onChange={(event) => {
                setTyped(event.target.value)
                setAt(0)
              }}
            />
          </div>
          <p className="vh" aria-live="polite">
            {t('palette:results', { count: found.length })}
          </p>
          {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be filtered while typing */}
          <ul id={`${id}list`} role="listbox" aria-label={t('palette:title')} ref={list}>
            {found.map((place, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/prefer-tag-over-role -- the keys are the input's
              <li
                key={place.key}
                id={`${id}${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                onPointerMove={() => setAt(index)}
                onClick={() => go(place)}
              >
                <Icon name={place.icon} size={14} />
                <span className="clip">
                  <Quote text={place.name} max={80} />
                </span>
                <span className="faint s clip">{place.about}</span>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className="hint">{t('palette:nothing')}</p>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
