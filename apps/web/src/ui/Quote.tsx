import { cleanText } from './clean-text.ts'

/**
 * Text that others wrote: names, notes, tags, errors of PVE. Control and direction characters are shown instead of
 * obeyed, the direction is kept inside, the length is limited.
 */
export function Quote({ text, max = 200, mono = false }: { text: string; max?: number; mono?: boolean }) {
  const { parts, cut } = cleanText(text, max)
  return (
    <bdi className={mono ? 'quote mono' : 'quote'} title={cut ? cleanText(text, 2000).plain : undefined}>
      {parts.map((part, index) =>
        part.hidden ? (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no identity but their place
          <span key={index} className="ctl">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
      {cut && '…'}
    </bdi>
  )
}
