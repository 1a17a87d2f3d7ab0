import { defineRule, type Subject } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestsOf, nodeSubject, storagesOf } from '../node-facts.ts'

/** Unknown, never "ok": for five minutes PVE goes on to call the guests of a lost node running. */
export const nodeOffline = defineRule({
  id: 'node-offline',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'guests', 'storages', 'tasks'],
  fix: 'bring-node-back',
  check: ({ nodes, guests, storages, tasks }) =>
    nodes.value
      .filter((node) => node.state === 'offline' && !node.ghost)
      .map(({ name, address }) => {
        const here = guests.value.filter((guest) => guest.node === name)
        const wanted = here.filter(
          (guest) => !guest.template && guest.offOnPurpose === null && guest.state !== 'stopped',
        )
        const running = tasks.value.filter((task) => task.node === name && task.unconfirmed)
        return {
          subject: nodeSubject(name),
          severity: wanted.length > 0 ? ('critical' as const) : ('warning' as const),
          params: { node: name, wanted: wanted.length, guests: here.length },
          evidence: [
            seen(nodes, 'state', 'offline'),
            seen(nodes, 'address', address),
            seen(guests, 'guests that should run', wanted.length),
          ],
          explains: [
            nodeSubject(name),
            nodeSubject(name, 'statistics'),
            nodeSubject(name, 'lrm'),
            { kind: 'cluster', id: 'votes' } satisfies Subject,
            ...guestsOf(name, guests),
            ...storagesOf(name, storages),
            ...running.map((task): Subject => ({ kind: 'task', id: task.id })),
          ],
        }
      }),
})
