import type { ReactNode } from 'react'
import { Logo } from '../ui/Logo.tsx'
import { LanguageChoice, ThemeChoice } from './Appearance.tsx'

/** The frame of pages before the sign-in: the brand, language and theme, no navigation. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="bar">
        <span className="brand">
          <Logo />
          <span>Steward</span>
        </span>
        <div className="end">
          <LanguageChoice />
          <span className="hide-s">
            <ThemeChoice />
          </span>
        </div>
      </header>
      <main className="page" id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
