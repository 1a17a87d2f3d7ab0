import type { ChannelReply } from '@steward/contracts'
import { invalidate, q, queryClient } from '../../../api/query.ts'
import { useSubmit } from '../../../api/use-submit.ts'

/** One change of the channel. Its reply is the new picture; what a failed try has left behind is read again. */
export function useChannelAct(cluster: string, onDone: () => void) {
  return useSubmit(async (change: () => Promise<ChannelReply>) => {
    try {
      queryClient.setQueryData(q('readChannel', { params: { cluster } }).queryKey, await change())
    } catch (error) {
      await invalidate('readChannel')
      throw error
    }
    onDone()
  })
}
