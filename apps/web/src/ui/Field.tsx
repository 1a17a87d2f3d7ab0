import { type ComponentProps, type ReactNode, useId } from 'react'
import { Icon } from './Icon.tsx'
import { Mark } from './Mark.tsx'

type Frame = { label: ReactNode; hint?: ReactNode; error?: string | null | undefined }

function useFrame({ hint, error }: Frame) {
  const id = useId()
  const said = [hint !== undefined && `${id}h`, error && `${id}e`].filter(Boolean).join(' ')
  return { id, aria: { 'aria-describedby': said || undefined, 'aria-invalid': error ? true : undefined } }
}

function FieldFrame({ id, label, hint, error, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={error ? 'in bad' : 'in'}>{children}</div>
      {hint !== undefined && (
        <p className="hint" id={`${id}h`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="msg bad" id={`${id}e`} role="alert">
          <Mark name="critical" />
          {error}
        </p>
      )}
    </div>
  )
}

type TextProps = Frame & Omit<ComponentProps<'input'>, 'className' | 'id'> & { mono?: boolean; unit?: string }

export function TextField({ label, hint, error, mono = false, unit, ...rest }: TextProps) {
  const frame = { label, hint, error }
  const { id, aria } = useFrame(frame)
  return (
    <FieldFrame id={id} {...frame}>
      <input type="text" autoComplete="off" {...rest} {...aria} id={id} className={mono ? 'mono' : undefined} />
      {unit !== undefined && <span className="unit">{unit}</span>}
    </FieldFrame>
  )
}

type SelectProps = Frame & Omit<ComponentProps<'select'>, 'className' | 'id'>

/** The system's own list of choices: the best one on a phone, and right with forced colours. */
export function SelectField({ label, hint, error, children, ...rest }: SelectProps) {
  const frame = { label, hint, error }
  const { id, aria } = useFrame(frame)
  return (
    <FieldFrame id={id} {...frame}>
      <select {...rest} {...aria} id={id}>
        {children}
      </select>
      <Icon name="down" size={14} />
    </FieldFrame>
  )
}

export function CheckField({
  label,
  ...rest
}: { label: ReactNode } & Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return (
    <label className="check">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  )
}
