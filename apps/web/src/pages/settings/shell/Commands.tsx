import { useState } from 'react'
import { CopyButton } from '../../../ui/CopyButton.tsx'

type Props = { label: string; text: string; openFirst?: boolean }

/** Commands of many lines, to be read and copied as a whole; drawn only while they are open. */
export function Commands({ label, text, openFirst = false }: Props) {
  const [open, setOpen] = useState(openFirst)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="s">{label}</summary>
      {open && (
        <div className="script">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
          <pre tabIndex={0} role="group" aria-label={label}>
            {text}
          </pre>
          <CopyButton text={text} />
        </div>
      )}
    </details>
  )
}
