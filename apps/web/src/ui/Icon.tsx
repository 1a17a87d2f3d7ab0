// Drawn by hand on a 16 px grid, stroke 1.5. They name actions and the household's things and never replace a label,
// except search, close and more.
const paths = {
  search: 'M11.25 7a4.25 4.25 0 1 1-8.5 0 4.25 4.25 0 0 1 8.5 0M10.25 10.25l3.5 3.5',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  up: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  right: 'm6 4 4 4-4 4',
  left: 'm10 4-4 4 4 4',
  arrow: 'M2.5 8h10.5M9 4l4 4-4 4',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  x: 'm4 4 8 8M12 4l-8 8',
  copy: 'M5.5 6.5a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1zM10.5 3.5v-1h-8v8h1',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  play: 'M5 3.2v9.6L12.8 8z',
  stop: 'M4 4h8v8H4z',
  power: 'M8 2v5.5M4.6 4.4a5 5 0 1 0 6.8 0',
  restart: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 1.8v3h-3',
  lock: 'M3.5 8a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  bell: 'M8 2a4 4 0 0 1 4 4c0 3.5 1.5 4.5 1.5 5.5h-11C2.5 10.500 4 9.500 4 6a4 4 0 0 1 4-4M6.500 13.500a1.600 1.600 0 0 0 3 0',
  clock: 'M13.5 8a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0M8 4.8V8l2.2 1.6',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3.5 8h9',
  out: 'M9.5 2.5h4v4M13.2 2.8 7.5 8.5M6.5 3.5h-4v10h10v-4',
  list: 'M3 4.5h10M3 8h10M3 11.5h6',
  home: 'm2.5 7.5 5.5-5 5.5 5M4 6.5v7h8v-7',
  box: 'M2.5 4.5h11v9h-11zM2.5 4.5l2-2h7l2 2M6 8h4',
  shell: 'm3 4.5 3.5 3.5L3 11.5M8 12h5',
  user: 'M10.75 5.5a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0M2.8 13.8c.7-2.6 2.7-3.8 5.2-3.8s4.5 1.2 5.2 3.8',
  paper: 'M4 1.8h5.5L12.5 5v9.2H4zM9.3 2v3.2h3.2M6 8h4.5M6 10.7h4.5',
  pc: 'M2 3.8a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM8 10.8v2.7M5.2 13.5h5.6',
  node: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
