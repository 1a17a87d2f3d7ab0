import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBench, type TestBench } from '../testing.ts'

let bench: TestBench
beforeAll(async () => {
  bench = await testBench()
})
afterAll(() => bench.simulator.stop())

describe('what the HTTP layer refuses', () => {
  it('answers an unknown path with 501 and the path in the status line', async () => {
    const reply = await bench.ask('GET', '/nope')
    expect(reply).toMatchObject({ status: 501, reason: "Method 'GET /nope' not implemented" })
    expect(reply.headers.connection).toBe('close')
  })

  it('refuses methods it does not have, without a body', async () => {
    const reply = await bench.ask('PATCH', '/version')
    expect(reply).toMatchObject({ status: 501, reason: "method 'PATCH' not available", text: '' })
  })

  it('refuses chunked bodies', async () => {
    const reply = await bench.ask('POST', '/access/ticket', { as: 'none', headers: { 'Transfer-Encoding': 'chunked' } })
    expect(reply.reason).toBe('chunked transfer encoding not supported')
  })

  it('refuses a DELETE with a body', async () => {
    const reply = await bench.ask('DELETE', '/pools', { form: { poolid: 'x' } })
    expect(reply.reason).toBe("Unexpected content for method 'DELETE'")
  })

  it('splits forms at semicolons and loses what follows the second =', async () => {
    const broken = await bench.ask('PUT', '/nodes/alder/qemu/111/config', { as: 'root', form: 'boot=order=scsi0;net0' })
    expect(broken.status).toBe(400)
    expect(broken.body.errors).toHaveProperty('net0')
    const whole = await bench.ask('PUT', '/nodes/alder/qemu/111/config', {
      as: 'root',
      form: { boot: 'order=scsi0;net0' },
    })
    expect(whole.status).toBe(200)
  })

  it('takes JSON as well', async () => {
    const reply = await bench.ask('PUT', '/nodes/alder/qemu/111/config', {
      as: 'root',
      json: { description: 'from json' },
    })
    expect(reply.status).toBe(200)
  })
})

describe('parameters', () => {
  it('names every parameter that is wrong, with the words of the schema', async () => {
    const form = { vmid: 150, name: 'bad_name!', memory: 'x', cores: 0, foo: 'bar' }
    const reply = await bench.ask('POST', '/nodes/alder/qemu', { as: 'root', form })
    expect(reply).toMatchObject({ status: 400, reason: 'Parameter verification failed.' })
    expect(reply.body.errors).toEqual({
      foo: 'property is not defined in schema and the schema does not allow additional properties',
      memory: "invalid format - format error\nmemory.current: type check ('integer') failed - got 'x'\n",
      cores: 'value must have a minimum value of 1',
      name: 'invalid format - value does not look like a valid DNS name\n',
    })
    expect(reply.body.message).toBe('Parameter verification failed.\n')
  })

  it('refuses words for booleans', async () => {
    const reply = await bench.ask('GET', '/nodes/alder/qemu?full=true')
    expect(reply.body.errors).toEqual({ full: "type check ('boolean') failed - got 'true'" })
  })

  it('says which values there are', async () => {
    const reply = await bench.ask('GET', '/cluster/resources?type=bogus')
    expect(reply.body.errors).toEqual({
      type: "value 'bogus' does not have a value in the enumeration 'vm, storage, node, sdn'",
    })
  })
})

describe('paths to other nodes', () => {
  it('answers for another node of the cluster', async () => {
    const reply = await bench.ask('GET', '/nodes/cedar/status', { node: 'alder' })
    expect(reply.status).toBe(200)
  })

  it('does not know a node that is nowhere', async () => {
    const reply = await bench.ask('GET', '/nodes/nonode/status')
    expect(reply.reason).toMatch(/^hostname lookup 'nonode' failed/)
  })

  it('says a missing guest is a missing file', async () => {
    const reply = await bench.ask('GET', '/nodes/alder/qemu/999/config')
    expect(reply).toMatchObject({
      status: 500,
      reason: "Configuration file 'nodes/alder/qemu-server/999.conf' does not exist",
    })
  })
})
