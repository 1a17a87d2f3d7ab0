import { translationOf } from '@steward/messages'
import type { overview as english } from '../en/overview.ts'

export const overview = translationOf<typeof english>()({
  title: '总览',
})
