import { translationOf } from '@steward/messages'
import type { about as english } from '../en/about.ts'

export const about = translationOf<typeof english>()({
  title: '',
})
