import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeForm, fillPath, urlencodedValue } from './form.ts'

/** How PVE::APIServer::AnyEvent takes a form apart. */
function decodeAsPve(form: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const pair of form.split(/[&;]/)) {
    const [name = '', value = ''] = pair.split('=').map((part) => decodeURIComponent(part.replaceAll('+', ' ')))
    found.set(name, [...(found.get(name) ?? []), value])
  }
  return found
}

describe('encodeForm', () => {
  it('keeps the values that a form decoder splitting at ; and = would destroy', () => {
    expect(encodeForm({ boot: 'order=scsi0;net0' })).toBe('boot=order%3Dscsi0%3Bnet0')
    expect(encodeForm({ net0: 'virtio=BC:24:11:00:00:01,bridge=vmbr0' })).toBe(
      'net0=virtio%3DBC%3A24%3A11%3A00%3A00%3A01%2Cbridge%3Dvmbr0',
    )
  })

  it('writes booleans as 0 and 1, leaves out undefined, repeats arrays, and a blank is never a plus', () => {
    expect(encodeForm({ a: true, b: false, c: undefined, d: 7, e: ['x', 'y z'], f: '' })).toBe(
      'a=1&b=0&d=7&e=x&e=y%20z&f=',
    )
  })

  it('refuses a number that is none', () => {
    expect(() => encodeForm({ vmid: Number.NaN })).toThrow(TypeError)
  })

  it('encodes an ssh key twice', () => {
    const form = encodeForm({ sshkeys: urlencodedValue('ssh-ed25519 AA+/= me@home') })
    expect(form).toBe('sshkeys=ssh-ed25519%2520AA%252B%252F%253D%2520me%2540home')
    expect(decodeURIComponent(decodeAsPve(form).get('sshkeys')?.[0] ?? '')).toBe('ssh-ed25519 AA+/= me@home')
  })

  it('survives any text on the way through PVE’s decoder', () => {
    const texts = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), fc.string({ unit: 'binary' }), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(texts, (params) => {
        const decoded = decodeAsPve(encodeForm(params))
        for (const [name, value] of Object.entries(params)) expect(decoded.get(name)).toEqual([value.toWellFormed()])
      }),
    )
  })
})

describe('fillPath', () => {
  it('makes exactly one segment of each value', () => {
    expect(
      fillPath('/nodes/{node}/tasks/{upid}/log', {
        node: 'pve1',
        upid: 'UPID:pve1:00000001:00000002:6B02FE00:qmstart:100:a@pve!t:',
      }),
    ).toBe('/nodes/pve1/tasks/UPID%3Apve1%3A00000001%3A00000002%3A6B02FE00%3Aqmstart%3A100%3Aa%40pve!t%3A/log')
  })

  it.each(['', '.', '..', 'a/b', '../access', 'a\\b', undefined])('refuses %j', (node) => {
    expect(() => fillPath('/nodes/{node}/status', { node })).toThrow(TypeError)
  })

  it('keeps its number of segments whatever is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (node) => {
        let path: string
        try {
          path = fillPath('/nodes/{node}/status', { node })
        } catch {
          return
        }
        expect(path.split('/')).toHaveLength(4)
        expect(new URL(`https://pve1${path}`).pathname).toBe(path)
      }),
    )
  })
})
