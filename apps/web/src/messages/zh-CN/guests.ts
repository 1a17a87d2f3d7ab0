import { translationOf } from '@steward/messages'
import type { guests as english } from '../en/guests.ts'

export const guests = translationOf<typeof english>()({
  title: '客户机',
})
