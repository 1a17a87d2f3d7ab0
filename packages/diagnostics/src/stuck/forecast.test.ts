import { expect, test } from 'vitest'
import { guest } from '../testing/facts.ts'
import { shutdownForecast, type ForecastFacts } from './forecast.ts'

const facts = (values: Partial<ForecastFacts> = {}): ForecastFacts => ({
  guest: guest(100),
  config: { agent: '1' },
  agentAnswers: true,
  ha: 'none',
  version: '9.2.11',
  ...values,
})

test('an agent that answers shuts the guest down', () => {
  expect(shutdownForecast(facts())).toMatchObject({ will: 'works', waitsSec: 60 })
})

test('a silent agent: ACPI is tried since 8.4, ten minutes of waiting before', () => {
  expect(shutdownForecast(facts({ agentAnswers: false }))).toMatchObject({
    will: 'may-hang',
    why: 'agent-silent',
    waitsSec: 63,
  })
  expect(shutdownForecast(facts({ agentAnswers: false, version: '8.2.4' }))).toMatchObject({
    why: 'agent-silent-old',
    waitsSec: 600,
  })
})

test('"startup: down=" replaces the default wait', () => {
  expect(shutdownForecast(facts({ config: { startup: 'order=3,down=600' } })).waitsSec).toBe(600)
  expect(shutdownForecast(facts({ config: { startup: 'order=3,down=odd' } })).waitsSec).toBe(60)
})

test('what PVE would refuse is said before the press', () => {
  expect(shutdownForecast(facts({ guest: guest(100, { state: 'paused' }) })).why).toBe('paused')
  expect(shutdownForecast(facts({ guest: guest(100, { lock: 'backup' }) }))).toMatchObject({
    will: 'refused',
    params: { lock: 'backup' },
  })
  expect(shutdownForecast(facts({ guest: guest(100, { state: 'stopped' }) })).why).toBe('not-running')
})

test('HA always ends with a stop; a container may take twice its time; nothing known is unknown', () => {
  expect(shutdownForecast(facts({ ha: 'managed' })).will).toBe('forced')
  expect(shutdownForecast(facts({ guest: guest(100, { kind: 'lxc' }) })).waitsSec).toBe(120)
  expect(shutdownForecast(facts({ config: null })).will).toBe('unknown')
  expect(shutdownForecast(facts({ guest: guest(100, { state: 'unknown' }) })).will).toBe('unknown')
})

test('HA that has given up, is disarmed or has no manager does not end in a stop', () => {
  expect(shutdownForecast(facts({ ha: 'error' }))).toMatchObject({ will: 'refused', why: 'ha-error' })
  expect(shutdownForecast(facts({ ha: 'dead' }))).toMatchObject({ will: 'may-hang', why: 'ha-dead', waitsSec: null })
  expect(shutdownForecast(facts({ ha: 'frozen' })).why).toBe('ha-frozen')
  expect(shutdownForecast(facts({ ha: null })).will).toBe('works')
})
