import { translationOf } from '@steward/messages'
import type { permissions as english } from '../en/permissions.ts'

export const permissions = translationOf<typeof english>()({
  title: '',
})
