import { useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'
import { Button } from './Button.tsx'

export function CopyButton({ text }: { text: string }) {
  const t = useT()
  const [state, setState] = useState<'copy' | 'copied' | 'copyNot'>('copy')
  const copy = () => {
    // Only a secure page has a clipboard; over plain http in a home network there is none.
    const writing = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    writing.then(
      () => setState('copied'),
      () => setState('copyNot'),
    )
    setTimeout(setState, 4000, 'copy')
  }
  return (
    <Button look="quiet" size="small" icon={state === 'copied' ? 'check' : 'copy'} onClick={copy}>
      <span aria-live="polite">{t(state)}</span>
    </Button>
  )
}
