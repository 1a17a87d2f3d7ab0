import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'vitest'

const projectRoot = resolve(import.meta.dirname, '../../../..')

/** Folder with recordings of a real PVE and its API description, which the project does not carry. */
export const sharedDir = resolve(projectRoot, process.env['STEWARD_SHARED_DIR'] ?? '../shared')

/** A suite that needs the shared folder: skipped with a reason without it, failed where it is required. */
export function describeWithShared(title: string, suite: () => void): void {
  if (existsSync(join(sharedDir, 'pve-recordings', 'INDEX.tsv'))) {
    describe(title, suite)
    return
  }
  const required = (process.env['STEWARD_REQUIRE'] ?? '').split(',').includes('shared')
  const reason = `${sharedDir} is not there: set STEWARD_SHARED_DIR`
  if (required) it(title, () => Promise.reject(new Error(reason)))
  else it.skip(`${title} (${reason})`, () => undefined)
}
