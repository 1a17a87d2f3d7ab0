import { translationOf } from '@steward/messages'
import type { cluster as english } from '../en/cluster.ts'

export const cluster = translationOf<typeof english>()({
  title: '集群',
})
