import { translationOf } from '@steward/messages'
import type { nodes as english } from '../en/nodes.ts'

export const nodes = translationOf<typeof english>()({
  title: '节点',
})
