import { expect, test } from 'vitest'
import { manySearch, newKey, toSearch, toWanted } from './wanted.ts'

test('a wish survives its way through the address', () => {
  const wanted = { runbook: 'guest-rescue', input: { vmid: 101, after: 'start' } }
  expect(toWanted(toSearch(wanted))).toEqual(wanted)
})

test('many guests make a short address and the whole input', () => {
  const search = manySearch('shutdown', [101, 104], 2)
  expect(search.guests).toBe('101.104')
  expect(toWanted(search)).toEqual({
    runbook: 'many',
    input: {
      runs: [
        { runbook: 'guest-power', input: { vmid: 101, action: 'shutdown' } },
        { runbook: 'guest-power', input: { vmid: 104, action: 'shutdown' } },
      ],
      perNode: 2,
    },
  })
  const thousand = manySearch(
    'start',
    Array.from({ length: 1000 }, (_, at) => 100_000 + at),
  )
  expect(new URLSearchParams(thousand as Record<string, string>).toString().length).toBeLessThan(8000)
})

test('an address that says nothing is no wish', () => {
  expect(toWanted({})).toBeNull()
  expect(toWanted({ runbook: 'guest-power' })).toBeNull()
  expect(toWanted({ runbook: 'guest-power', input: '{"vmid":' })).toBeNull()
  expect(toWanted({ runbook: 'many', action: 'start', guests: '101.x' })).toBeNull()
})

test('each press has a key of its own, of the form that the server takes', () => {
  expect(newKey()).toMatch(/^[A-Za-z0-9-]{8,64}$/)
  expect(newKey()).not.toBe(newKey())
})
