import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { calls } from './calls.ts'
import { readEnvelope } from './reply.ts'
import { PveError } from './errors.ts'
import { describeWithShared, sharedDir } from './testing/shared.ts'
import type { TransportRequest } from './transport.ts'
import { describeMismatch } from './wire.ts'

const Recording = z.object({
  name: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number().nullable(),
  reason: z.string().nullable(),
  body: z.unknown(),
})

const templates = Object.entries(calls).map(([name, { method, path, reply }]) => ({
  name,
  method: method as string,
  reply: reply as z.ZodType,
  pattern: new RegExp(`^/api2/json${path.replaceAll(/\{[a-z]+\}/g, '[^/]+')}$`),
}))

const request: TransportRequest = {
  call: 'x',
  path: '/x',
  method: 'GET',
  target: '/x',
  headers: {},
  body: null,
  reading: true,
  toNode: false,
}

describeWithShared('recordings of a real PVE', () => {
  const folder = join(sharedDir, 'pve-recordings')
  const recordings = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => Recording.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))))

  it('every good reply of a call in the table fits its schema', () => {
    const used = new Map<string, number>()
    const wrong: string[] = []
    for (const { name, method, path, status, body } of recordings) {
      const call = templates.find(
        (template) => template.method === method && template.pattern.test(path.replace(/\?.*$/, '')),
      )
      // A download is text; the client never asks for it.
      if (!call || status !== 200 || body === null) continue
      used.set(call.name, (used.get(call.name) ?? 0) + 1)
      const { data } = z.object({ data: z.unknown() }).parse(body)
      const parsed = call.reply.safeParse(data)
      if (!parsed.success) wrong.push(`${call.name} (${name}): ${describeMismatch(parsed.error, data)}`)
    }
    expect(wrong).toEqual([])
    expect(used.size).toBeGreaterThan(55)
  })

  it('every bad reply becomes a PveError with the words of PVE', () => {
    let failures = 0
    for (const { name, status, reason, body } of recordings) {
      if (status === null || status === 200) continue
      failures += 1
      const text = body === null ? '' : JSON.stringify(body)
      const reply = { status, reason: reason ?? '', contentType: '', body: text, via: 'pve1', ms: 1, at: 0 }
      let thrown: unknown
      try {
        readEnvelope(reply, { request, secrets: [] })
      } catch (error) {
        thrown = error
      }
      expect(thrown, name).toBeInstanceOf(PveError)
      if (!(thrown instanceof PveError)) continue
      expect(thrown.reason, name).not.toBe('')
      expect(thrown.reason.split('\n')[0], name).toContain((reason ?? '').trim().slice(0, 200))
      expect(thrown.kind, name).toBe(expectedKind(status, reason ?? ''))
    }
    expect(failures).toBeGreaterThan(100)
  })
})

function expectedKind(status: number, reason: string): string {
  if (status === 500) {
    if (reason.includes('no quorum') || /\/etc\/pve\/.*Permission denied/.test(reason)) return 'no-quorum'
    return reason.includes('migrated to rules') ? 'not-in-this-version' : 'failed'
  }
  if (status >= 595) return 'node-unreachable'
  const kinds: Record<number, string> = {
    400: 'bad-request',
    401: 'unauthorized',
    403: 'forbidden',
    424: 'failed',
    501: 'not-in-this-version',
  }
  return kinds[status] ?? 'unknown'
}
