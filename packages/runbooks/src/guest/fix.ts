import * as z from 'zod'
import { block, defineRunbook, type NextRun } from '../define-runbook.ts'
import { say } from '../say.ts'
import { configBook, configChecks, readChange, restartOf, type ConfigFacts } from './config.ts'
import { noChange } from './config-change.ts'
import { titleParams, Vmid } from './facts.ts'
import { fixes } from './fixes.ts'

const Input = z.object({
  vmid: Vmid,
  /** The rule whose finding is mended. */
  rule: z.string().refine((rule) => rule in fixes, 'no change of the configuration mends this'),
})

/** Mends what one rule found, by one change of the configuration that is computed from it and shown first. */
export const guestFix = defineRunbook<z.infer<typeof Input>, ConfigFacts>({
  ...configBook<z.infer<typeof Input>>(),
  id: 'guest-fix',
  input: Input,
  read: ({ vmid, rule }, look) =>
    readChange(vmid, (config, { kind }) => ({ ...noChange, ...fixes[rule]?.change({ config, kind }) }), look),
  title: ({ vmid, rule }, { guest }) => say(fixes[rule]?.title ?? 'config.title', titleParams(vmid, guest)),
  checks: (_, facts) => [
    ...configChecks(facts),
    ...(facts.guest && Object.keys(facts.wanted).length === 0 ? [block('fix', say('fix.nothing'))] : []),
  ],
  next: ({ vmid, rule }, { guest }): NextRun[] => (fixes[rule]?.atOnce ? [] : restartOf(vmid, guest)),
})
