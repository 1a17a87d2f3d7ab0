import { type ReactNode, useEffect } from 'react'

type Props = {
  title: string
  /** What the h1 shows, when it is more than the title's text. */
  children?: ReactNode
  size?: 'head' | 'head xl' | 'title'
  lead?: ReactNode
  aside?: ReactNode
}

/** The page's one h1, which takes the focus after a change of page, and the window's title. */
export function PageHead({ title, children, size = 'title', lead, aside }: Props) {
  useEffect(() => {
    document.title = `${title} · Steward`
  }, [title])
  return (
    <div className="opening">
      <div>
        <h1 className={size} tabIndex={-1}>
          {children ?? title}
        </h1>
        {lead !== undefined && <div className="lead">{lead}</div>}
      </div>
      {aside !== undefined && <div className="aside">{aside}</div>}
    </div>
  )
}

/** Chinese headlines break between clauses, never inside one; a guest's name is never broken at its hyphen. */
export function Clauses({ text }: { text: string }) {
  return text.split(/(?<=[，。；：])/).map((clause, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the clauses of one sentence have no identity but their place
    <span key={index} className="ph">
      {clause.split(/(\b[a-z0-9]+(?:-[a-z0-9]+)+\b)/).map((part, place) =>
        place % 2 === 1 ? (
          // oxlint-disable-next-line react/no-array-index-key -- as above
          <span key={place} className="nowrap">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  ))
}
