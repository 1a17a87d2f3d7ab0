import { expect, it } from 'vitest'
import * as z from 'zod'
import { AgentFsinfo, GuestConfig } from './schemas/guest.ts'
import { describeMismatch, flag, maybe, numeric, text } from './wire.ts'

it.each([
  [1, 1],
  ['0.00', 0],
  [' 7 ', 7],
  ['1e3', 1000],
])('numeric reads %j', (value, number) => {
  expect(numeric.parse(value)).toBe(number)
})

it.each(['', 'N/A', '0x10', null, true, {}])('numeric refuses %j', (value) => {
  expect(numeric.safeParse(value).success).toBe(false)
})

it('reads flags in every form PVE and proxies of it use, and no other', () => {
  expect([0, 1, '0', '1', '', false, true].map((value) => flag.parse(value))).toEqual([0, 1, 0, 1, 0, 0, 1])
  for (const value of [2, 'yes', null]) expect(flag.safeParse(value).success).toBe(false)
})

it('takes null for absent', () => {
  const schema = z.object({ a: maybe(text) })
  expect(schema.parse({ a: null }).a).toBeUndefined()
  expect(schema.parse({})).toEqual({})
})

it('reads the configuration of a VM and of a container alike', () => {
  const config = { memory: 64, onboot: 1, net0: 'name=eth0', lxc: [['lxc.cap.drop', '']] }
  expect(GuestConfig.parse(config)).toEqual({
    memory: '64',
    onboot: '1',
    net0: 'name=eth0',
    lxc: [['lxc.cap.drop', '']],
  })
})

it('tells the agent’s refusal from its answer, and names the wrong place in either', () => {
  const refused = { result: { error: { class: 'CommandNotFound', desc: 'disabled' } } }
  expect(AgentFsinfo.parse(refused).result).toEqual({ error: { class: 'CommandNotFound', desc: 'disabled' } })
  const wrong = { result: [{ name: 'sda1', 'total-bytes': 'lots' }] }
  const { error } = AgentFsinfo.safeParse(wrong)
  expect(error && describeMismatch(error, wrong)).toMatch(/^data\.result\[0\]\.total-bytes: .*, got "lots"$/)
})
