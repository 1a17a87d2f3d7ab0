import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Mark } from './Mark.tsx'

type Props = Omit<ComponentProps<'button'>, 'disabled' | 'className'> & {
  look?: 'primary' | 'plain' | 'danger' | 'quiet'
  size?: 'normal' | 'small'
  icon?: IconName
  /** Why the button may not be pressed now. It stays focusable, and the reason stands beside it. */
  off?: string | null | undefined
  /** The reason stands elsewhere, once for several buttons: the id of its element. */
  offBy?: string
  busy?: boolean
  children: ReactNode
}

export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  off,
  offBy,
  busy = false,
  children,
  onClick,
  ...rest
}: Props) {
  const reason = useId()
  const blocked = busy || (off !== undefined && off !== null)
  const button = (
    <button
      type="button"
      {...rest}
      className={`btn ${look === 'plain' ? '' : look} ${size === 'small' ? 'sm' : ''}`}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-describedby={off ? (offBy ?? reason) : undefined}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <Mark name="busy" /> : icon && <Icon name={icon} size={14} />}
      <span>{children}</span>
    </button>
  )
  if (!off || offBy !== undefined) return button
  return (
    <span className="acts">
      {button}
      <span className="why" id={reason}>
        {off}
      </span>
    </span>
  )
}

/** A button without words: only search, close and more are understood without one. */
export function IconButton({
  icon,
  label,
  ...rest
}: Omit<ComponentProps<'button'>, 'children' | 'className'> & { icon: IconName; label: string }) {
  return (
    <button type="button" {...rest} className="btn quiet icon" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
