import { CopyButton } from './CopyButton.tsx'

/** A command for a shell, to be read and copied. */
export function CodeLine({ command }: { command: string }) {
  return (
    <div className="call sh">
      <span className="m">$</span>
      <span>{command}</span>
      <CopyButton text={command} />
    </div>
  )
}
