import { translationOf } from '@steward/messages'
import type { storage as english } from '../en/storage.ts'

export const storage = translationOf<typeof english>()({
  title: '存储',
})
