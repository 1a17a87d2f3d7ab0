import type * as z from 'zod'
import { accessCalls } from './calls/access.ts'
import { clusterCalls } from './calls/cluster.ts'
import type { ArgsOf, CallDefinition } from './calls/define.ts'
import { guestCalls } from './calls/guest.ts'
import { nodeCalls } from './calls/node.ts'

/** Every call that the client can make by name. The test beside this file holds it against PVE's own API description. */
export const calls = { ...accessCalls, ...clusterCalls, ...nodeCalls, ...guestCalls }

export type CallName = keyof typeof calls
export type CallArgs<N extends CallName> = ArgsOf<(typeof calls)[N]>
export type CallReply<N extends CallName> = z.output<(typeof calls)[N]['reply']>

/** The table with the reply's type tied to the name, which the checker can follow for a name that is a type parameter. */
export const definitions: { readonly [N in CallName]: CallDefinition & { reply: z.ZodType<CallReply<N>> } } = calls
