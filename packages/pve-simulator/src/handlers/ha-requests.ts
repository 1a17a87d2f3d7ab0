import type { Call } from '../protocol/context.ts'
import type { Guest } from '../world/guest.ts'
import type { HaService, World } from '../world/world.ts'

const inError = (service: HaService): string =>
  `service '${service.sid}' in error state, must be disabled and fixed first`

const kindOf = (guest: Guest): string => (guest.type === 'lxc' ? 'CT' : 'VM')

/**
 * For a guest under HA, power calls only ask: the task is over at once and says OK, and the LRM does the work later
 * with tasks of its own. Nothing is given back for a guest that HA does not look after.
 */
export function haRequest(call: Call, guest: Guest, wish: 'start' | 'stop' | 'shutdown'): string | undefined {
  const { world } = call
  const service = world.haManaged(guest)
  if (!service || service.request === 'ignored') return undefined
  const starting = wish === 'start'
  const seconds = wish === 'stop' ? 0 : (call.number('timeout') ?? 60)
  return world.tasks.start(
    { node: call.node.name, type: starting ? 'hastart' : 'hastop', id: String(guest.vmid), authid: call.authid },
    async (worker) => {
      worker.log(`Requesting HA ${starting ? 'start' : 'stop'} for ${kindOf(guest)} ${guest.vmid}`)
      await worker.sleep(1.3)
      if (service.crm === 'error') {
        worker.log(inError(service))
        const command = starting ? `set ${service.sid} --state started` : `crm-command stop ${service.sid} ${seconds}`
        throw new Error(`command 'ha-manager ${command}' failed: exit code 255`)
      }
      service.request = starting ? 'started' : 'stopped'
      service.timeout = starting ? undefined : seconds
      if (!starting && service.crm === 'started') markRequest(world, service)
    },
  )
}

function markRequest(world: World, service: HaService): void {
  service.since = world.now()
  world.touch()
}

export function haMigrate(call: Call, guest: Guest, target: string): string | undefined {
  const { world } = call
  const service = world.haManaged(guest)
  if (!service || service.request === 'ignored') return undefined
  return world.tasks.start(
    { node: call.node.name, type: 'hamigrate', id: String(guest.vmid), authid: call.authid },
    async (worker) => {
      worker.log(`Requesting HA migration for ${kindOf(guest)} ${guest.vmid} to node ${target}`)
      await worker.sleep(1.5)
      if (service.crm === 'error') {
        worker.log(inError(service))
        throw new Error(`command 'ha-manager migrate ${service.sid} ${target}' failed: exit code 255`)
      }
      service.target = target
    },
  )
}
