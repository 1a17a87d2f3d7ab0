import type { Connection } from '@steward/contracts'
import type { T } from '../../messages/i18n.ts'

export function readingWords({ reading, tokenId }: Pick<Connection, 'reading' | 'tokenId'>, t: T): string {
  if (reading === 'token') return t('settings:reading-token', { token: tokenId ?? '?' })
  return reading === 'sign-in' ? t('settings:reading-sign-in') : t('settings:reading-none')
}
