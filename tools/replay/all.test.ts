import { calls, type CallName } from '@steward/pve-client'
import { expect, test } from 'vitest'
import { allReads, dataOf, placeOf, type Recording } from './recordings.ts'
import { describeRecorded, line, told } from './say.ts'
import { createWorld } from './world.ts'

/** Over everything that was recorded of a real PVE 9.2: nothing is unknown to us, nothing is lost, nothing is cried over. */

const reads = () => allReads().filter(({ status, body }) => status === 200 && body !== null)
const callOf = (recording: Recording) =>
  (Object.keys(calls) as CallName[]).find((name) => calls[name].method === 'GET' && placeOf(name, recording) !== null)

/** Keys of PVE's answers that no part of Steward wants, by call. What is new in a recording is looked at before it joins them. */
const notWanted = [
  'nodeAptVersions Description',
  'nodeCertificates pem',
  'nodeDisks osdid-list',
  'nodeStatus idle',
  'nodeStatus.cpuinfo family',
  'nodeStatus.cpuinfo flags',
  'nodeStatus.cpuinfo hvm',
  'nodeStatus.cpuinfo user_hz',
  'nodeStorage format',
  'nodeStorage formats',
  'qemuList proxmox-support',
  'qemuStatus proxmox-support',
]

function lostIn(from: unknown, to: unknown, path: string, lost: Set<string>): void {
  if (Array.isArray(from)) {
    from.forEach((item, at) => lostIn(item, Array.isArray(to) ? to[at] : undefined, path, lost))
    return
  }
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null) return
  const kept = new Map(Object.entries(to))
  for (const [key, value] of Object.entries(from)) {
    if (!kept.has(key)) lost.add(`${path} ${key}`)
    else lostIn(value, kept.get(key), `${path}.${key}`, lost)
  }
}

describeRecorded('all recordings', () => {
  test('no key is lost on the way in but those that nobody wants', () => {
    const lost = new Set<string>()
    for (const recording of reads()) {
      const call = callOf(recording)
      if (call !== undefined) lostIn(recording.body?.data, dataOf(call, recording), call, lost)
    }
    expect([...lost].toSorted()).toEqual(notWanted)
  })

  const lists = () =>
    reads()
      .filter((recording) => placeOf('clusterResources', recording) !== null)
      .filter(({ path, body }) => !path.includes('type=bad') && Array.isArray(body?.data))

  test('every state of a guest is known by its word, and every rule survives every list', () => {
    let seen = 0
    for (const { name } of lists()) {
      const { picture, outcomes } = createWorld().look({ resources: name, series: new RegExp(`^${name}$`), node: '' })
      seen += picture.guests.size
      expect(
        [...picture.guests.values()].filter(({ state }) => state === 'other'),
        name,
      ).toEqual([])
      expect(
        outcomes.filter(({ state }) => state === 'crashed'),
        name,
      ).toEqual([])
    }
    expect(seen).toBeGreaterThan(1000)
  })

  const quiet = [
    { prefix: 'cl-healthy-from-pve3', node: 'pve3' },
    { prefix: 'ha-before', node: 'pve5' },
    { prefix: 'ha-add-first-w4', node: 'pve5' },
    { prefix: 'dead-storage-before', node: 'pve9' },
    { prefix: 'perm-auditor-cluster', node: 'pve1', series: /^perm-auditor-(?!privsep)/ },
    { prefix: 'single-cluster', node: 'pve1', series: /^single-/ },
    { prefix: 'io-error-freed-resumed-11s', node: 'pve8' },
  ]
  test.each(quiet)('healthy: $prefix gives no warning', ({ prefix, node, series }) => {
    const { findings } = createWorld().look({
      resources: `${prefix}-resources`,
      series: series ?? new RegExp(`^${prefix}-`),
      node,
    })
    expect(
      told(findings)
        .filter(({ severity }) => severity !== 'notice')
        .map(line),
    ).toEqual([])
  })

  test('a caller without rights is told that it sees nothing, never that all is well', () => {
    for (const prefix of ['reader-privsep', 'perm-nobody-cluster']) {
      const { findings, outcomes } = createWorld().look({
        resources: `${prefix}-resources`,
        series: new RegExp(`^${prefix.replace('-cluster', '')}-(?!after)`),
        node: 'pve1',
      })
      expect(findings.map(line), prefix).toContain('warning reading-account-sees-nothing steward/reading-account')
      const unchecked = outcomes.filter(({ state }) => state === 'not-checked').length
      expect(unchecked, prefix).toBeGreaterThan(20)
    }
  })
})
