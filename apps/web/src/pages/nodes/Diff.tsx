import { Quote } from '../../ui/Quote.tsx'

const linesAtMost = 400

/** A unified diff as PVE gives it, line by line. */
export function Diff({ text, label }: { text: string; label: string }) {
  const lines = text.split('\n').slice(0, linesAtMost)
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- it scrolls sideways, so it must be reachable
    <div className="diff" role="figure" aria-label={label} tabIndex={0}>
      {lines.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the lines of one text have no identity but their place
        <div key={index} className={lookOf(line)}>
          <Quote text={line === '' ? ' ' : line} max={400} />
        </div>
      ))}
    </div>
  )
}

function lookOf(line: string): string {
  if (/^(\+\+\+|---) /.test(line)) return 'file'
  if (line.startsWith('@@')) return 'place'
  if (line.startsWith('+')) return 'plus'
  return line.startsWith('-') ? 'minus' : ''
}
