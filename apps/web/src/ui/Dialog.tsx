import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

type Props = { open: boolean; onClose: () => void; title: string; lead?: ReactNode; children: ReactNode }

/** A question before something is done. Import lazily: the first screen has no dialog. */
export function Dialog({ open, onClose, title, lead, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="popup dialog">
          <Base.Title render={<h2 />}>{title}</Base.Title>
          {lead !== undefined && <Base.Description render={<div className="s dim" />}>{lead}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
