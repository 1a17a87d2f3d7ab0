import { translationOf } from '@steward/messages'
import type { session as english } from '../en/session.ts'

export const session = translationOf<typeof english>()({
  title: '',
})
