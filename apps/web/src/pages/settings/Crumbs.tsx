import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Icon } from '../../ui/Icon.tsx'

/** Where one is below the settings. */
export function Crumbs({ children }: { children?: ReactNode }) {
  const t = useT()
  return (
    <p className="crumbs">
      <Link {...paths.settings()}>{t('settings:title')}</Link>
      {children !== undefined && (
        <>
          <Icon name="right" size={12} />
          {children}
        </>
      )}
    </p>
  )
}
