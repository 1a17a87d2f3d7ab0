/** A spirit level seen from the front; the bubble leaves the middle when something is wrong. */
export function Logo({ size = 20, trouble = false }: { size?: number; trouble?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <rect x=".75" y="3.75" width="14.5" height="8.5" rx="2.25" stroke="currentColor" strokeWidth="1.5" />
      <path d="M4.75 4v8M11.25 4v8" stroke="currentColor" />
      <circle cx={trouble ? 9.1 : 8} cy="8" r="2" fill={trouble ? 'var(--critical)' : 'currentColor'} />
    </svg>
  )
}
