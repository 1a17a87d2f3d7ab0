import { expectTypeOf, it } from 'vitest'
import type { PveApi } from './api.ts'
import type { CallArgs, CallReply } from './calls.ts'

it('types arguments and replies by the name of the call', () => {
  expectTypeOf<CallArgs<'nodeStatus'>>().toEqualTypeOf<{ node: string | number }>()
  expectTypeOf<CallArgs<'nodeRrd'>['timeframe']>().toEqualTypeOf<
    'hour' | 'day' | 'week' | 'month' | 'year' | 'decade'
  >()
  expectTypeOf<CallArgs<'qemuStop'>['overrule-shutdown']>().toEqualTypeOf<boolean | undefined>()
  expectTypeOf<CallReply<'clusterResources'>[number]['cpu']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<CallReply<'qemuStart'>>().toEqualTypeOf<string>()
})

it('refuses arguments that a call does not take', () => {
  const check = (api: PveApi): unknown => [
    // @ts-expect-error there is no such source
    api.call('nodeTasks', { node: 'pve1', source: 'bogus' }),
    // @ts-expect-error the node is missing
    api.call('nodeStatus', {}),
    // @ts-expect-error there is no such parameter
    api.call('nodeStatus', { node: 'pve1', nope: 1 }),
    // @ts-expect-error the timeframe is missing
    api.call('nodeRrd', { node: 'pve1' }),
  ]
  expectTypeOf(check).toBeFunction()
})
