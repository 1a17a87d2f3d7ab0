import type { ReactNode } from 'react'

// A shape for each state, so that colour is never alone: they must be told apart in greyscale.
const shapes = {
  ok: <circle cx="6" cy="6" r="3" fill="var(--ink-2)" />,
  run: <circle cx="6" cy="6" r="3.5" fill="var(--ink)" />,
  stop: <circle cx="6" cy="6" r="3.25" fill="none" stroke="var(--ink-3)" strokeWidth="1.5" />,
  off: <path d="M2.5 6h7" stroke="var(--ink-3)" strokeWidth="1.75" />,
  paused: <path d="M4 2.5v7M8 2.5v7" stroke="var(--ink-2)" strokeWidth="2" />,
  busy: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="var(--line-2)" strokeWidth="1.75" />
      <path d="M6 2a4 4 0 0 1 4 4" fill="none" stroke="var(--accent)" strokeWidth="1.75" />
    </>
  ),
  template: (
    <path d="M4.2 3.5v-2h6.3v6.3h-2M1.5 4.2h6.3v6.3H1.5z" fill="none" stroke="var(--ink-3)" strokeWidth="1.25" />
  ),
  notice: <path d="M6 1.3 10.7 6 6 10.7 1.3 6z" fill="none" stroke="var(--notice)" strokeWidth="1.5" />,
  warn: <path d="M6 .8 11.7 11H.3z" fill="var(--warn)" />,
  critical: (
    <>
      <rect x=".75" y=".75" width="10.5" height="10.5" rx="1" fill="var(--critical-fill)" />
      <path d="M3.3 6h5.4" stroke="var(--on-critical)" strokeWidth="2" />
    </>
  ),
  unknown: (
    <circle cx="6" cy="6" r="4" fill="none" stroke="var(--unknown)" strokeWidth="1.5" strokeDasharray="2 2.18" />
  ),
  frozen: <path d="M6 .8v10.4M1.5 3.4l9 5.2M10.5 3.4l-9 5.2" stroke="var(--frozen)" strokeWidth="1.5" />,
} as const

export type MarkName = keyof typeof shapes

export function Mark({ name, size = 12 }: { name: MarkName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={name === 'busy' ? 'turn' : undefined}
    >
      {shapes[name]}
    </svg>
  )
}

export type Tone = 'critical' | 'warn' | 'notice' | 'ok' | 'unknown' | 'frozen' | 'plain'

/** A mark and its word, never one without the other. `tone` colours the word only for what needs a hand. */
export function State({ mark, tone = 'plain', children }: { mark: MarkName; tone?: Tone; children: ReactNode }) {
  return (
    <span className={tone === 'plain' ? 'st' : `st t-${tone}`}>
      <Mark name={mark} />
      <span>{children}</span>
    </span>
  )
}

export function Flag({
  kind,
  children,
}: {
  kind: 'critical' | 'warn' | 'notice' | 'ok' | 'unknown' | 'frozen' | 'live'
  children: ReactNode
}) {
  return <span className={`flag ${kind}`}>{children}</span>
}
