import type { FindingSubject } from '@steward/contracts'
import type { Json } from './define-runbook.ts'
import { fixes } from './guest/fixes.ts'

/** A run that carries out a guide. It is planned and shown like any other before anything is sent. */
export type Offer = { runbook: string; input: Json }

/** What a finding, or the answer to "why is it stuck?", is about. */
export type OfferFor = {
  guide: string
  subject: FindingSubject
  rule?: string
  params?: Readonly<Record<string, string | number>>
}

type Make = (vmid: number, given: OfferFor) => Offer | null
const of =
  (runbook: string, more: Readonly<Record<string, Json>> = {}): Make =>
  (vmid) => ({ runbook, input: { vmid, ...more } })
const fix: Make = (vmid, { rule = '' }) => (rule in fixes ? { runbook: 'guest-fix', input: { vmid, rule } } : null)
const forRule =
  (wanted: string, make: Make): Make =>
  (vmid, given) =>
    given.rule === wanted ? make(vmid, given) : null
/** A finding about several names them in one text; only a single name is one for certain. */
const unfinishedSnapshot: Make = (vmid, { params = {} }) =>
  params['count'] === 1
    ? { runbook: 'guest-snapshot-delete', input: { vmid, name: String(params['snapshots']), force: true } }
    : null

/**
 * Guides (`guides:<id>` of findings and of "why is it stuck?") that a run can carry out, most wanted first. A guide that is
 * not here needs hands, another tool, or a decision that no plan can make.
 */
export const offersByGuide: Readonly<Record<string, readonly Make[]>> = {
  'ask-why-stuck': [
    forRule('shutdown-stuck', of('guest-rescue', { after: 'off' })),
    forRule('shutdown-stuck', of('guest-rescue', { after: 'start' })),
    forRule('lock-left-over', of('guest-clear-lock')),
  ],
  'remove-unfinished-snapshot': [unfinishedSnapshot],
  'end-waiting-shutdown': [of('guest-rescue', { after: 'off' }), of('guest-rescue', { after: 'start' })],
  'clear-left-over-lock': [of('guest-clear-lock')],
  'unmount-container': [of('guest-clear-lock')],
  'unmount-mounted': [of('guest-clear-lock')],
  'remove-half-made-guest': [of('guest-delete')],
  'remove-half-made': [of('guest-delete')],
  'resume-hibernated': [of('guest-power', { action: 'resume' }), of('guest-discard-hibernation')],
  'resume-hibernated-guest': [of('guest-power', { action: 'resume' }), of('guest-discard-hibernation')],
  'make-room-and-resume': [of('guest-power', { action: 'resume' })],
  'resume-after-io-error': [of('guest-power', { action: 'resume' })],
  'stop-frozen-guest': [of('guest-power', { action: 'stop' })],
  'end-shut-guest': [of('guest-power', { action: 'stop' })],
  'restart-broken-guest': [of('guest-power', { action: 'stop' })],
  'resume-paused': [of('guest-power', { action: 'resume' })],
  'resume-or-stop': [of('guest-power', { action: 'resume' }), of('guest-power', { action: 'stop' })],
  'look-at-start': [of('guest-power', { action: 'start' })],
  'reset-ha-error': [of('ha-clear-error', { wanted: 'started' }), of('ha-clear-error', { wanted: 'stopped' })],
  'clear-ha-error': [of('ha-clear-error', { wanted: 'started' }), of('ha-clear-error', { wanted: 'stopped' })],
  'install-guest-agent': [of('guest-agent')],
  'regenerate-cloud-init': [of('guest-cloudinit')],
  'apply-pending-changes': [of('guest-power', { action: 'reboot' })],
  'mend-boot-order': [of('guest-boot-order')],
  'adjust-disk-options': [fix],
  'add-serial-console': [fix],
  'choose-cpu-type': [fix],
  'start-with-node': [fix],
  'size-guest': [fix],
  'eject-iso': [fix],
  'sort-out-disks': [fix],
  'choose-cloud-init-upgrades': [fix],
  'mend-cloud-init-network': [fix],
}

/**
 * The runs that can carry out what a finding proposes. Empty where there is none: the guide itself is the help then. A
 * finding's subject may name a part of a guest ("105/lock"); the run is about the guest.
 */
export function offersFor(given: OfferFor): Offer[] {
  const vmid = given.subject.kind === 'guest' ? Number(given.subject.id.split('/')[0]) : Number.NaN
  if (!Number.isSafeInteger(vmid)) return []
  return (offersByGuide[given.guide] ?? []).flatMap((make) => make(vmid, given) ?? [])
}
