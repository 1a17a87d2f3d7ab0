import 'react'

declare module 'react' {
  // React sets these through CSSOM, which the strict policy allows.
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined
  }
}
