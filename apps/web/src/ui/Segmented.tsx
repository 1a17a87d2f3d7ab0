import { type KeyboardEvent, useRef } from 'react'

type Props<V extends string> = {
  label: string
  value: V
  options: readonly { value: V; label: string; lang?: string }[]
  onChange: (value: V) => void
}

/** A few choices of which one holds, side by side. Arrow keys choose, as in a group of radio buttons. */
export function Segmented<V extends string>({ label, value, options, onChange }: Props<V>) {
  const group = useRef<HTMLDivElement>(null)
  const choose = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = options.findIndex((option) => option.value === value)
    const next = (at + step + options.length) % options.length
    const option = options[next]
    if (!option) return
    onChange(option.value)
    group.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="seg" role="radiogroup" aria-label={label} ref={group}>
      {options.map((option) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button looks the same everywhere
        <button
          key={option.value}
          type="button"
          role="radio"
          lang={option.lang}
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
          onKeyDown={choose}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
