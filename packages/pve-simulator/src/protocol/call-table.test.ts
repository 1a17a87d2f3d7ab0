import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { callTable } from '../generated/call-table.ts'
import { handlers } from '../handlers/all.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const shared = resolve(root, process.env.STEWARD_SHARED_DIR ?? '../shared')
const present = existsSync(`${shared}/pve-apischema.json`)
const required = process.env.STEWARD_REQUIRE?.includes('shared') ?? false

describe('the table of calls', () => {
  it('has a row for every handler', () => {
    expect(Object.keys(handlers).filter((key) => callTable[key] === undefined)).toEqual([])
  })

  it.skipIf(!present && !required)('is what the schema says (skipped where the schema is not at hand)', () => {
    const run = (): string =>
      execFileSync(process.execPath, [`${root}/tools/generate-call-table.ts`, '--check'], { encoding: 'utf8' })
    expect(run).not.toThrow()
  })
})
