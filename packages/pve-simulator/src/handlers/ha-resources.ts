import { digestText } from '../guests/digest.ts'
import type { Call, Handlers } from '../protocol/context.ts'
import { failure, noQuorum } from '../protocol/errors.ts'
import type { HaService } from '../world/world.ts'

type Row = Record<string, unknown>

/** `100` and `vm:100` are the same; a plain number is looked up. */
function sidOf(call: Call): string {
  const given = call.needed('sid')
  if (!/^\d+$/.test(given)) return given
  return `${call.world.guests.get(Number(given))?.type === 'lxc' ? 'ct' : 'vm'}:${given}`
}

const row = (call: Call, service: HaService): Row => ({
  sid: service.sid,
  type: service.sid.split(':')[0],
  state: service.request,
  digest: digestText([...call.world.services.keys()]),
  ...(service.comment === undefined ? {} : { comment: service.comment }),
  ...(service.maxRestart === undefined ? {} : { max_restart: service.maxRestart }),
  ...(service.maxRelocate === undefined ? {} : { max_relocate: service.maxRelocate }),
})

function serviceOf(call: Call): HaService {
  const service = call.world.services.get(sidOf(call))
  if (!service || service.deleted) throw failure(`no such resource '${sidOf(call)}'`)
  return service
}

function needWritable(call: Call): void {
  if (!call.world.isWritable(call.node)) throw noQuorum()
}

function add(call: Call): null {
  const { world } = call
  const sid = sidOf(call)
  const vmid = Number(sid.split(':')[1])
  const guest = world.guests.get(vmid)
  if (!guest) throw failure(`resource '${sid}' does not exist in cluster`)
  if (world.services.get(sid)?.deleted === false)
    throw failure(`create resource failed: resource ID '${sid}' already defined`)
  needWritable(call)
  world.services.set(sid, {
    sid,
    vmid,
    request: stateOf(call, 'started'),
    crm: 'queued',
    node: guest.node,
    comment: call.text('comment'),
    maxRestart: call.number('max_restart'),
    maxRelocate: call.number('max_relocate'),
    since: world.now(),
    timeout: undefined,
    target: undefined,
    work: undefined,
    failures: 0,
    running: false,
    deleted: false,
  })
  world.touch()
  return null
}

const stateOf = (call: Call, otherwise: string): string => {
  const state = call.text('state') ?? otherwise
  return state === 'enabled' ? 'started' : state
}

function update(call: Call): null {
  const service = serviceOf(call)
  if (service.crm === 'error' && call.text('state') !== 'disabled' && call.text('state') !== undefined)
    throw failure(`service '${service.sid}' in error state, must be disabled and fixed first`)
  needWritable(call)
  service.request = stateOf(call, service.request)
  service.comment = call.text('comment') ?? service.comment
  service.maxRestart = call.number('max_restart') ?? service.maxRestart
  service.maxRelocate = call.number('max_relocate') ?? service.maxRelocate
  for (const key of call.list('delete')) {
    if (key === 'comment') service.comment = undefined
    if (key === 'max_restart') service.maxRestart = undefined
    if (key === 'max_relocate') service.maxRelocate = undefined
  }
  if (service.request !== 'started') service.failures = 0
  call.world.touch()
  return null
}

function remove(call: Call): null {
  const service = serviceOf(call)
  needWritable(call)
  service.deleted = true
  call.world.touch()
  return null
}

/** Asked for and answered at once, also for a node that is dead. */
function move(call: Call): Row {
  const service = serviceOf(call)
  const node = call.needed('node')
  call.world.node(node)
  if (service.crm === 'error')
    throw failure(`service '${service.sid}' in error state, must be disabled and fixed first`)
  service.target = node
  return { sid: service.sid, 'requested-node': node }
}

function disarm(call: Call): null {
  const { world } = call
  needWritable(call)
  world.scheduler.after(2, () => {
    world.haArmed = 'disarming'
    // What is in error cannot be frozen, and the manager forgets it until it is armed again.
    for (const service of world.services.values()) if (service.crm !== 'error') service.crm = 'freeze'
    world.touch()
  })
  world.scheduler.after(13, () => {
    if (world.haArmed === 'disarming') world.haArmed = 'disarmed'
  })
  return null
}

function arm(call: Call): null {
  const { world } = call
  needWritable(call)
  world.scheduler.after(9, () => {
    world.haArmed = 'armed'
  })
  return null
}

function rules(call: Call): Row[] {
  return call.world.haRules.map((rule, order) => ({ ...rule, order, digest: digestText(call.world.haRules) }))
}

function ruleOf(call: Call): Record<string, string | number> {
  const rule = call.world.haRules.find((one) => one.rule === call.text('rule'))
  if (!rule) throw failure(`no such ha rule '${call.needed('rule')}'`)
  return rule
}

function setRule(call: Call, rule: Record<string, string | number>): null {
  needWritable(call)
  for (const key of call.list('delete')) delete rule[key]
  for (const [key, value] of Object.entries(call.params))
    if (key !== 'delete' && key !== 'digest')
      rule[key] = typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : String(value)
  return null
}

const groups = (call: Call): Row[] => {
  if (call.world.pve !== '8.4') throw failure('cannot index groups: ha groups have been migrated to rules')
  return []
}

export const haResourceHandlers: Handlers = {
  'GET /cluster/ha/resources': (call) =>
    [...call.world.services.values()].filter((service) => !service.deleted).map((service) => row(call, service)),
  'POST /cluster/ha/resources': add,
  'GET /cluster/ha/resources/{sid}': (call) => row(call, serviceOf(call)),
  'PUT /cluster/ha/resources/{sid}': update,
  'DELETE /cluster/ha/resources/{sid}': remove,
  'POST /cluster/ha/resources/{sid}/migrate': move,
  'POST /cluster/ha/resources/{sid}/relocate': move,
  'GET /cluster/ha/groups': groups,
  'GET /cluster/ha/rules': rules,
  'GET /cluster/ha/rules/{rule}': (call) => ({ ...ruleOf(call), digest: digestText(call.world.haRules) }),
  'POST /cluster/ha/rules': (call) => {
    const rule = {}
    setRule(call, rule)
    call.world.haRules.push(rule)
    return null
  },
  'PUT /cluster/ha/rules/{rule}': (call) => setRule(call, ruleOf(call)),
  'DELETE /cluster/ha/rules/{rule}': (call) => {
    const rule = ruleOf(call)
    call.world.haRules = call.world.haRules.filter((one) => one !== rule)
    return null
  },
  'POST /cluster/ha/status/disarm-ha': disarm,
  'POST /cluster/ha/status/arm-ha': arm,
}
