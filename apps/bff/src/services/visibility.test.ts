import type { GuestRow, NodeRow, TaskRow } from '@steward/contracts'
import { describe, expect, test } from 'vitest'
import { checkFeatures, shellWord } from './features.ts'
import { allEyes, eyesOf, may, type Rights } from './visibility.ts'

const guest = (id: string, pool: string | null = null) => ({ id, vmid: Number(id), pool, node: 'a' }) as GuestRow
const auditor: Rights = Object.fromEntries(
  ['/', '/vms', '/nodes', '/storage'].map((path) => [path, { 'VM.Audit': 1, 'Sys.Audit': 1, 'Datastore.Audit': 1 }]),
)

describe('rights', () => {
  test('the nearest listed path decides, and from above only what propagates', () => {
    const rights: Rights = { '/': { 'Sys.Audit': 0 }, '/vms': { 'VM.Audit': 1 }, '/vms/100': { 'VM.PowerMgmt': 1 } }
    expect(may(rights, '/', 'Sys.Audit')).toBe(true)
    expect(may(rights, '/nodes/a', 'Sys.Audit')).toBe(false)
    expect(may(rights, '/vms/101', 'VM.Audit')).toBe(true)
    expect(may(rights, '/vms/100', 'VM.Audit')).toBe(false)
  })

  test('nobody sees nothing', () => {
    const eyes = eyesOf('nobody@pve', {}, new Set())
    expect(eyes.row.guests(guest('100'))).toBeNull()
    expect(eyes.row.tasks({ user: 'root@pam' } as TaskRow)).toBeNull()
    expect(eyes.row.nodes({ name: 'a', state: 'online', cpu: 0.5, address: '10.0.0.1' } as NodeRow)).toMatchObject({
      state: 'online',
      cpu: null,
      address: null,
      unknown: 'no-right',
    })
  })

  test('whoever may see all shares one class, whoever may not shares it with equals', () => {
    expect(eyesOf('a@pve', auditor, new Set())).toBe(allEyes)
    expect(eyesOf('b@pve', auditor, new Set())).toBe(allEyes)
    const some: Rights = { '/vms/100': { 'VM.Audit': 1 } }
    expect(eyesOf('a@pve', some, new Set()).key).toBe(eyesOf('a@pve', { ...some }, new Set()).key)
    // Their own tasks differ, so people without Sys.Audit are never one class.
    expect(eyesOf('a@pve', some, new Set()).key).not.toBe(eyesOf('b@pve', some, new Set()).key)
  })

  test('what PVE leaves out of a person’s own list stays out, although the listed rights would allow it', () => {
    const eyes = eyesOf('a@pve', auditor, new Set(['guest/100']))
    expect(eyes.row.guests(guest('100'))).toBeNull()
    expect(eyes.row.guests(guest('101'))).not.toBeNull()
  })

  test('a right on a pool covers its members', () => {
    const eyes = eyesOf('a@pve', { '/pool/family': { 'VM.Audit': 1 } }, new Set())
    expect(eyes.row.guests(guest('100', 'family'))).not.toBeNull()
    expect(eyes.row.guests(guest('101', 'work'))).toBeNull()
  })

  test('the quorum of a cluster is told only to who may ask for it', () => {
    const facts = { quorum: { state: 'quorate', votes: [{ node: 'a', votes: 1, present: true }], views: [] } } as never
    expect(eyesOf('a@pve', {}, new Set()).cluster(facts).quorum).toMatchObject({
      state: 'unknown',
      unknown: 'no-right',
      votes: [],
    })
  })
})

describe('features', () => {
  test('a separated token without an ACL is recognised, and both it and its user are granted', () => {
    const check = checkFeatures({ identity: 'steward@pve!reading', rights: {}, major: 9, now: 1 })
    expect(check.separatedWithoutAcl).toBe(true)
    expect(check.features.find((item) => item.feature === 'guests')?.commands).toEqual([
      'pveum acl modify / --users steward@pve --roles PVEAuditor',
      "pveum acl modify / --tokens 'steward@pve!reading' --roles PVEAuditor",
    ])
  })

  test('the agent’s right has another name before PVE 9', () => {
    const agent = (major: number) =>
      checkFeatures({ identity: 'a@pam', rights: {}, major, now: 1 }).features.find((item) => item.feature === 'agent')
        ?.needs[0]?.privilege
    expect([agent(8), agent(9)]).toEqual(['VM.Monitor', 'VM.GuestAgent.Audit'])
  })

  test('names are quoted for the shell', () => {
    expect(shellWord('a@pve')).toBe('a@pve')
    expect(shellWord("x'; rm -rf /@pve")).toBe("'x'\\''; rm -rf /@pve'")
    expect(shellWord('$(id)@pve')).toBe("'$(id)@pve'")
  })
})
