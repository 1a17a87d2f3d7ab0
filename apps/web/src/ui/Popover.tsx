import { type ReactNode, useId, useRef } from 'react'

type Props = {
  side: 'start' | 'end' | 'foot'
  trigger: ReactNode
  label: string
  className: string
  children: (close: () => void) => ReactNode
}

/** A panel that opens under its button: the browser's own popover, which brings Escape, light dismiss and the top layer. */
export function Popover({ side, trigger, label, className, children }: Props) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover()
  const place = { start: 'pop at-start', end: 'pop at-end', foot: 'pop at-end from-foot' }[side]
  return (
    <>
      <button type="button" className={className} popoverTarget={id} aria-label={label} aria-haspopup="true">
        {trigger}
      </button>
      <div id={id} popover="auto" className={place} ref={panel}>
        {children(close)}
      </div>
    </>
  )
}
