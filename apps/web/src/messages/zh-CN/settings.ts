import { translationOf } from '@steward/messages'
import type { settings as english } from '../en/settings.ts'

export const settings = translationOf<typeof english>()({
  title: '',
})
