import { translationOf } from '@steward/messages'
import type { node as english } from '../en/node.ts'

export const node = translationOf<typeof english>()({
  title: '节点',
})
