import { translationOf } from '@steward/messages'
import type { activity as english } from '../en/activity.ts'

export const activity = translationOf<typeof english>()({
  title: '任务',
})
