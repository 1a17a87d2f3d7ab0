import { Quote } from './Quote.tsx'

export function Tag({ text }: { text: string }) {
  return (
    <span className="tag">
      <Quote text={text} max={32} />
    </span>
  )
}
