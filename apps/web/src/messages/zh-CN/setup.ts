import { translationOf } from '@steward/messages'
import type { setup as english } from '../en/setup.ts'

export const setup = translationOf<typeof english>()({
  title: '',
})
