import { describe, test } from 'vitest'
import { folder, here } from './recordings.ts'
import type { Finding } from './world.ts'

/** As a test reads best: "critical node-offline node/pve2, under quorum-lost". */
export const line = ({ severity, rule, on, under }: Finding) =>
  `${severity} ${rule} ${on}${under === null ? '' : `, under ${under}`}`

/** Those that have stood long enough for a person to be told. */
export const told = (findings: readonly Finding[]) => findings.filter((finding) => finding.told)

/** Stories of a real cluster: looked at where the recordings are, and else said to be skipped, with where they were sought. */
export function describeRecorded(name: string, stories: () => void): void {
  if (here) describe(name, stories)
  else
    describe(name, () => {
      test.skip(`no recordings at ${folder}: set STEWARD_SHARED_DIR to the folder that holds pve-recordings`, () => {})
    })
}
