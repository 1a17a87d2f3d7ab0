import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { foundIn, isRunning } from '../guest-lint.ts'
import { sift } from '../sift.ts'

const unset = sift(({ values }) => (values['onboot'] === undefined ? true : null))

/** Who set it to 0 meant it; HA starts its guests without it. Left are those that somebody started once and needs. */
export const onbootOffLongRunning = defineRule({
  id: 'onboot-off-long-running',
  area: 'guest',
  severity: 'notice',
  needs: ['guests', 'guestConfigs'],
  settings: { running: { unit: 'days', home: 7, production: 7, min: 1, max: 365 } },
  fix: 'start-with-node',
  check: (facts, { now, settings }) =>
    unset(facts).flatMap(({ item }) => {
      const { startedAt, ha } = item.guest
      if (!isRunning(item) || startedAt === null || ha !== null) return []
      const days = Math.floor((now - startedAt) / 86_400)
      if (now - startedAt <= settings.running * 86_400) return []
      return [foundIn(item, ['onboot'], { params: { days }, evidence: [seen(facts.guests, 'started', startedAt)] })]
    }),
})
