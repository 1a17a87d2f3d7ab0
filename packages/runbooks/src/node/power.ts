import type { RunCheck } from '@steward/contracts'
import * as z from 'zod'
import { path, pveAct } from '../acts.ts'
import { block, defineRunbook, type Json, ok, type Step, warn } from '../define-runbook.ts'
import type { GuestNow, LiveTask, Look, NodeNow, VotesNow } from '../look.ts'
import { say } from '../say.ts'

const Input = z.object({
  node: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/),
  command: z.enum(['reboot', 'shutdown']),
})
type Wanted = z.infer<typeof Input>
type Facts = {
  node: NodeNow | null
  guests: readonly GuestNow[]
  tasks: readonly LiveTask[]
  votes: VotesNow | null
  self: boolean
  uptime: number | null
}

/** Restarts or shuts down a node, with the forecast first: what stops, what HA moves, what becomes of the quorum. */
export const nodePower = defineRunbook<Wanted, Facts>({
  id: 'node-power',
  input: Input,
  subject: ({ node }) => ({ kind: 'node', id: node }),
  async read({ node: name }, look) {
    const node = (await look.nodes()).find((one) => one.name === name) ?? null
    if (!node?.online)
      return { node: node && { ...node }, guests: [], tasks: [], votes: null, self: false, uptime: null }
    const [guests, tasks, votes, uptime] = await Promise.all([
      look.guestsOn(name),
      look.activeTasks(name),
      look.votes(),
      look.nodeUptime(name),
    ])
    return { node: { ...node }, guests: [...guests], tasks: [...tasks], votes, uptime, self: look.self.node === name }
  },
  title: ({ node, command }) => say(`node-power.title-${command}`, { node }),
  checks: (input, facts) => [...nodeCheck(input, facts), ...(facts.node?.online ? forecast(input, facts) : [])],
  steps: (input, facts) => [powerStep(input, facts)],
  impact: ({ command }, { guests }) => {
    const stops = guests.some((guest) => guest.status === 'running' && !guest.ha.managed)
    return {
      downtime: !stops ? 'none' : command === 'reboot' ? 'restart' : 'off',
      data: stops ? 'unsaved-work' : 'none',
      says: say(command === 'reboot' ? 'node-power.costs-reboot' : 'node-power.costs'),
    }
  },
  confirm: ({ node }) => node,
  needs: ({ node }) => [{ path: `/nodes/${node}`, privilege: 'Sys.PowerMgmt' }],
})

function nodeCheck({ node: name }: Wanted, { node }: Facts): RunCheck[] {
  if (!node) return [block('node', say('node-power.missing', { node: name }))]
  return [
    node.online
      ? ok('node', say('node-power.online', { node: name }))
      : block('node', say('node-power.away', { node: name })),
  ]
}

function forecast({ node: name, command }: Wanted, { guests, tasks, votes, self }: Facts): RunCheck[] {
  const running = guests.filter((guest) => guest.status === 'running')
  const stays = running.filter((guest) => !guest.ha.managed)
  const moves = running.filter((guest) => guest.ha.managed)
  const busy = tasks.filter((task) => !/proxy|shell/.test(task.type))
  return [
    stays.length === 0
      ? ok('guests', say('node-power.no-guests'))
      : warn('guests', say('node-power.guests-stop', { count: stays.length, names: listOf(stays) })),
    ...(moves.length > 0
      ? [
          warn(
            'ha',
            say(command === 'shutdown' ? 'node-power.ha-moves' : 'node-power.ha-waits', {
              count: moves.length,
              names: listOf(moves),
            }),
          ),
        ]
      : []),
    ...busy.map((task) => warn(`task-${task.upid}`, say('node-power.task', { type: task.type, user: task.user }))),
    votesAfter(name, votes),
    ...(self ? [warn('self', say('node-power.self', { node: name }))] : []),
  ]
}

const listOf = (guests: readonly GuestNow[]): string => {
  const names = guests.map((guest) => guest.name)
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ')
}

/** What is left when its votes are gone: below the majority every change in the cluster stops. */
function votesAfter(name: string, votes: VotesNow | null): RunCheck {
  if (votes === null) return warn('quorum', say('check.quorum-unknown'))
  if (votes.needed === null) return ok('quorum', say('node-power.single'))
  const left = votes.present - (votes.ofNode[name] ?? 1)
  const params = { count: left, needed: votes.needed }
  return left >= votes.needed
    ? ok('quorum', say('node-power.quorum-stays', params))
    : warn('quorum', say('node-power.quorum-goes', params))
}

function powerStep({ node, command }: Wanted, { uptime }: Facts): Step {
  return {
    id: command,
    title: say(`node-power.step-${command}`),
    act: pveAct('POST', path`/nodes/${node}/status`, {
      node,
      parameters: { command },
      shell: ['systemctl', command === 'reboot' ? 'reboot' : 'poweroff'],
    }),
    once: say('node-power.once'),
    capture: async (look): Promise<Json> => ({ uptime: uptime ?? 0, at: look.now() }),
    verify: (look, before) => (command === 'reboot' ? cameBack(look, node, before) : isGone(look, node)),
    // Firmware, guests that shut down and an 80 s wait for quorum at start take their time (docs/pve-behaviour.md, quorum).
    waitSec: 1200,
    undo: { notPossible: say(command === 'reboot' ? 'node-power.undo-reboot' : 'node-power.undo-shutdown') },
  }
}

async function cameBack(look: Look, node: string, before: Json) {
  const { uptime = 0, at = 0 } = typeof before === 'object' && before !== null ? Object(before) : {}
  const now = await look.nodeUptime(node)
  if (now === null) return say('node-power.still-away', { node })
  return now < Number(uptime) && now <= look.now() - Number(at) + 5 ? null : say('node-power.not-yet', { node })
}

async function isGone(look: Look, node: string) {
  if ((await look.nodeUptime(node)) !== null) return say('node-power.not-yet', { node })
  const row = (await look.nodes()).find((one) => one.name === node)
  return row && !row.online ? null : say('node-power.not-yet', { node })
}
