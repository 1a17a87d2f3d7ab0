import { describe, expect, it } from 'vitest'
import { firstDifference, withPlaceholders, type Reply } from './compare.ts'

const reply = (body: unknown, more: Partial<Reply> = {}): Reply => ({
  status: 200,
  reason: 'OK',
  headers: { 'Content-Type': 'application/json;charset=UTF-8', Connection: 'Keep-Alive' },
  body,
  ...more,
})

const data = (value: unknown): Reply => reply({ data: value })
const list = { method: 'GET', template: '/cluster/resources' }
const log = { method: 'GET', template: '/nodes/{node}/tasks/{upid}/log' }
const status = { method: 'GET', template: '/nodes/{node}/tasks/{upid}/status' }
const lines = (...texts: readonly string[]): Reply => data(texts.map((t, index) => ({ n: index + 1, t })))

describe('texts', () => {
  it.each([
    [
      "unable to open file '/etc/pve/x.conf.tmp.154' - Permission denied",
      "unable to open file '/etc/pve/x.conf.tmp.9' - Permission denied",
    ],
    ['transferred 1.0 MiB of 4.0 MiB (25.00%)', 'transferred 3.9 GiB of 4.0 GiB (98.44%)'],
    ['saved 2.61 MiB in 3s', 'saved 512.61 MiB in 12s'],
    [
      'hostname lookup failed: Temporary failure in name resolution',
      'hostname lookup failed: Name or service not known',
    ],
    [
      'INFO: starting new backup job: vzdump 1 --mode snapshot --node a',
      'INFO: starting new backup job: vzdump 1 --node a --mode snapshot',
    ],
  ])('%s is like %s', (a, b) => {
    expect(withPlaceholders(a)).toBe(withPlaceholders(b))
  })

  it.each([
    ['VM 100 not running', 'VM 101 not running'],
    ['VM is locked (backup)', 'VM is locked (clone)'],
    ['got timeout', 'got lock request timeout'],
  ])('%s is not like %s', (a, b) => {
    expect(withPlaceholders(a)).not.toBe(withPlaceholders(b))
  })
})

describe('answers', () => {
  it('differ in status, reason, content type and connection', () => {
    const here = data(null)
    expect(firstDifference(list, here, { ...here, status: 500 })).toMatch(/^status/)
    expect(firstDifference(list, here, { ...here, reason: 'Fine' })).toMatch(/^reason/)
    expect(firstDifference(list, here, { ...here, headers: { connection: 'Keep-Alive' } })).toMatch(
      /^header content-type/,
    )
    expect(firstDifference(list, here, { ...here, headers: { ...here.headers, Connection: 'close' } })).toMatch(
      /^header connection/,
    )
  })

  it('differ in keys and types, not in values or order', () => {
    expect(firstDifference(list, data({ a: 1, b: 'x' }), data({ b: 'y', a: 2 }))).toBeUndefined()
    expect(firstDifference(list, data({ a: 1 }), data({ a: '1' }))).toMatch(/type number/)
    expect(firstDifference(list, data({ a: 1 }), data({}))).toMatch(/-a/)
    expect(firstDifference(list, data({}), data({ a: null }))).toMatch(/\+a/)
  })

  it('must have the same guests, each with the same keys', () => {
    const rows = (...ids: readonly string[]): Reply => data(ids.map((id) => ({ id, type: 'qemu', name: id })))
    expect(firstDifference(list, rows('a', 'b'), rows('b', 'a'))).toBeUndefined()
    expect(firstDifference(list, rows('a', 'b'), rows('a'))).toMatch(/-b/)
    expect(firstDifference(list, rows('a'), rows('a', 'b'))).toMatch(/\+b/)
  })

  it('need a row of each kind where rows have no common ids', () => {
    const ended = { upid: 'UPID:a', endtime: 1, status: 'OK', saved: '1' }
    const running = { upid: 'UPID:b', pid: 1, saved: '0' }
    expect(firstDifference(list, data([ended, running]), data([running, ended, ended]))).toBeUndefined()
    expect(firstDifference(list, data([ended, running]), data([ended]))).toMatch(/row kind -running task/)
    expect(firstDifference(list, data([ended]), data([ended, running]))).toMatch(/row kind \+running task/)
  })

  it('compare the texts of errors', () => {
    const error = (errors: object): Reply => reply({ data: null, message: 'Parameter verification failed.\n', errors })
    expect(firstDifference(list, error({ a: 'too long' }), error({ a: 'too short' }))).toMatch(/errors.a/)
    expect(firstDifference(list, error({ a: 'x' }), error({ a: 'x', b: 'y' }))).toMatch(/errors.b/)
  })
})

describe('tasks', () => {
  it('end in the same way', () => {
    const ended = (exitstatus: string): Reply => data({ status: 'stopped', exitstatus })
    expect(firstDifference(status, ended('OK'), ended('OK'))).toBeUndefined()
    expect(firstDifference(status, ended('OK'), ended('got timeout'))).toMatch(/^exitstatus/)
  })

  it('log the same lines, however often progress is reported', () => {
    const one = lines('start', 'transferred 1.0 MiB of 4.0 MiB (25.00%)', 'TASK OK')
    const two = lines(
      'start',
      'transferred 1.0 MiB of 8.0 MiB (12.50%)',
      'transferred 8.0 MiB of 8.0 MiB (100.00%)',
      'TASK OK',
    )
    expect(firstDifference(log, one, two)).toBeUndefined()
    expect(firstDifference(log, one, lines('start', 'TASK OK'))).toMatch(/^log/)
    expect(firstDifference(log, lines('TASK OK'), lines('TASK ERROR: no'))).toMatch(/^log/)
  })

  it('may be further on while they run, but not on another way', () => {
    expect(firstDifference(log, lines('start'), lines('start', 'more'))).toBeUndefined()
    expect(firstDifference(log, lines('start'), lines('other'))).toMatch(/^log/)
  })
})
