import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'

/** Against Steward's own clock, which may be the wrong one: where several nodes agree against it, it is. */
export const nodeClockWrong = defineRule({
  id: 'node-clock-wrong',
  area: 'time',
  severity: 'warning',
  needs: ['nodes', 'nodeTime'],
  settings: { wrong: { unit: 'seconds', home: 60, production: 60, min: 10, max: 3600 } },
  fix: 'set-clock',
  check: ({ nodes, nodeTime }, { settings }) => {
    const clocks = readOnline(nodeTime, nodes)
      .map(({ node, part }) => ({ name: node.name, part, ahead: part.value.time - part.value.askedAt }))
      .filter((clock) => Number.isFinite(clock.ahead))
    const wrong = clocks.filter((clock) => Math.abs(clock.ahead) > settings.wrong)
    const [first] = wrong
    const sameSide =
      first !== undefined && wrong.every((clock) => Math.abs(clock.ahead - first.ahead) <= settings.wrong)
    if (first && sameSide && clocks.length > 1 && wrong.length === clocks.length) {
      return [
        {
          subject: { kind: 'steward', id: 'clock' },
          params: { clock: 'Steward', seconds: Math.round(Math.abs(first.ahead)) },
          evidence: wrong.map(({ name, part, ahead }) =>
            seen(part, `clock of ${name}, seconds ahead`, Math.round(ahead)),
          ),
        },
      ]
    }
    return wrong.map(({ name, part, ahead }) => ({
      subject: nodeSubject(name, 'clock'),
      params: { clock: name, seconds: Math.round(Math.abs(ahead)) },
      evidence: [seen(part, 'time', part.value.time), seen(part, 'asked at', part.value.askedAt)],
      explains: [{ kind: 'cluster' as const, id: 'clocks' }],
    }))
  },
})
