import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { guestsOf, nodeSubject } from '../node-facts.ts'

export const nodeGhost = defineRule({
  id: 'node-ghost',
  area: 'node',
  severity: 'warning',
  needs: ['nodes', 'guests'],
  fix: 'clean-ghost-node',
  check: ({ nodes, guests }) =>
    nodes.value
      .filter((node) => node.ghost)
      .map(({ name }) => {
        const here = guestsOf(name, guests)
        return {
          subject: nodeSubject(name),
          params: { node: name, guests: here.length },
          evidence: [seen(nodes, 'in the member list', false), seen(guests, 'guests that name it', here.length)],
          explains: here,
        }
      }),
})
