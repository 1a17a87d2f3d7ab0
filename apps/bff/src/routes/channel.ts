import type { ChannelService } from '../channel/service.ts'
import type { Handlers } from './implement.ts'
import type { Who } from './who.ts'
import type { FastifyRequest } from 'fastify'

type Names = 'readChannel' | 'setUpChannel' | 'confirmHostKey' | 'proveChannel' | 'removeChannel'

export function channelHandlers({ who, channel }: { who: Who; channel: ChannelService }): Pick<Handlers, Names> {
  /** Whoever changes Steward's settings for the cluster, signed in: the code of the first start is not enough here. */
  const admin = (request: FastifyRequest, id: string) => {
    const { cluster } = who.ticket(request, id)
    return { cluster, actor: who.requireSettings(request, id) }
  }
  return {
    readChannel: ({ params }, { request }) => channel.read(admin(request, params.cluster).cluster),
    setUpChannel({ params, body }, { request }) {
      const { cluster, actor } = admin(request, params.cluster)
      return channel.setUp(cluster, params.node, body, actor)
    },
    confirmHostKey({ params, body }, { request }) {
      const { cluster, actor } = admin(request, params.cluster)
      return channel.confirm(cluster, params.node, body.fingerprint, actor)
    },
    proveChannel({ params }, { request }) {
      const { cluster, actor } = admin(request, params.cluster)
      return channel.prove(cluster, params.node, actor)
    },
    removeChannel({ params }, { request }) {
      const { cluster, actor } = admin(request, params.cluster)
      return channel.remove(cluster, params.node, actor)
    },
  }
}
