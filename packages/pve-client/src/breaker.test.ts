import { expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'

it('pauses after two failures for 5 s, doubles to 60 s, and lets one trial through', () => {
  const breaker = createBreaker()
  expect(breaker.state(0)).toBe('untried')
  breaker.failed(0)
  expect(breaker.state(0)).toBe('failing')
  expect(breaker.admit(0)).toBe(true)
  breaker.failed(0)
  let now = 0
  for (const pauseMs of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
    expect(breaker.pausedUntil()).toBe(now + pauseMs)
    expect(breaker.admit(now + pauseMs - 1)).toBe(false)
    now += pauseMs
    expect(breaker.admit(now)).toBe(true)
    expect(breaker.admit(now)).toBe(false)
    expect(breaker.state(now)).toBe('trial')
    breaker.failed(now)
  }
  now += 60_000
  expect(breaker.admit(now)).toBe(true)
  breaker.succeeded()
  expect(breaker.state(now)).toBe('ok')
  expect(breaker.admit(now)).toBe(true)
})

it('counts failures in a row, and none of requests that were under way when the pause began', () => {
  const breaker = createBreaker()
  breaker.failed(0)
  breaker.succeeded()
  breaker.failed(1)
  expect(breaker.admit(1)).toBe(true)
  breaker.failed(2)
  breaker.failed(3)
  breaker.failed(4)
  expect(breaker.pausedUntil()).toBe(5_002)
})

it('gives the trial back when it told nothing', () => {
  const breaker = createBreaker()
  breaker.failed(0)
  breaker.failed(0)
  expect(breaker.admit(5_000)).toBe(true)
  breaker.undecided()
  expect(breaker.admit(5_000)).toBe(true)
})
