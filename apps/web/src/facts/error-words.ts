import type { ApiError } from '../api/client.ts'
import type { T } from '../messages/i18n.ts'

/** An error in the reader's words, for one line beside a form. */
export const errorWords = (error: ApiError, t: T): string =>
  error.code === 'steward-away' ? t('serverAwayTail') : t(`errors:${error.code}`)
