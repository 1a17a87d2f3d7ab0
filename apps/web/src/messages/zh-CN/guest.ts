import { translationOf } from '@steward/messages'
import type { guest as english } from '../en/guest.ts'

export const guest = translationOf<typeof english>()({
  title: '客户机',
})
