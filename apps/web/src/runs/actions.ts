import type { GuestRow } from '@steward/contracts'
import type { IconName } from '../ui/Icon.tsx'
import type { Wanted } from './wanted.ts'

type OffReason = 'running' | 'off' | 'paused' | 'not-paused' | 'container' | 'template'
type About = Pick<GuestRow, 'state' | 'kind' | 'lock' | 'template' | 'unknown'>

export type GuestAction = {
  /** Its words are `run:act-<id>`. */
  id:
    | 'start'
    | 'shutdown'
    | 'reboot'
    | 'stop'
    | 'reset'
    | 'pause'
    | 'hibernate'
    | 'resume'
    | 'clear-lock'
    | 'agent'
    | 'snapshot'
    | 'backup'
    | 'config'
    | 'disk'
    | 'migrate'
    | 'delete'
  runbook: string
  input: (vmid: number) => unknown
  icon: IconName
  place: 'bar' | 'more'
  /** Has to be told something first: opens a form instead of a plan. */
  asks?: boolean
  /** Small enough for a dialog: one step, nothing is lost. */
  quick?: boolean
  /** Left out where it makes no sense at all. */
  fits?: (guest: About) => boolean
  /** Why not now; null when nothing that is known speaks against it. The plan checks all the rest. */
  off: (guest: About) => OffReason | null
}

const isOn = ({ state }: About) => state !== 'stopped' && state !== 'unknown'
const isPaused = ({ state, lock }: About) => state === 'paused' || state === 'suspended' || lock === 'suspended'
const always = () => null
/** What is not known speaks for nothing and against nothing. */
const known =
  (judge: GuestAction['off']): GuestAction['off'] =>
  (guest) =>
    guest.unknown !== null || guest.state === 'unknown' || guest.state === 'other' ? null : judge(guest)
const whileOn = known((guest) => (isOn(guest) ? null : 'off'))
const whileListening = known((guest) => (!isOn(guest) ? 'off' : isPaused(guest) ? 'paused' : null))
const whileOnMachine = known((guest) => (guest.kind === 'lxc' ? 'container' : isOn(guest) ? null : 'off'))

const power = (action: string) => (vmid: number) => ({ vmid, action })
const only = (vmid: number) => ({ vmid })

/** What can be done with a guest. One line each; those whose runbook this server does not know are not shown. */
export const guestActions: readonly GuestAction[] = [
  {
    id: 'start',
    runbook: 'guest-power',
    input: power('start'),
    icon: 'play',
    place: 'bar',
    quick: true,
    off: known((guest) => (guest.template ? 'template' : isPaused(guest) ? 'paused' : isOn(guest) ? 'running' : null)),
  },
  {
    id: 'resume',
    runbook: 'guest-power',
    input: power('resume'),
    icon: 'play',
    place: 'bar',
    quick: true,
    fits: isPaused,
    off: always,
  },
  {
    id: 'shutdown',
    runbook: 'guest-power',
    input: power('shutdown'),
    icon: 'power',
    place: 'bar',
    off: whileListening,
  },
  { id: 'reboot', runbook: 'guest-power', input: power('reboot'), icon: 'restart', place: 'bar', off: whileListening },
  { id: 'stop', runbook: 'guest-power', input: power('stop'), icon: 'stop', place: 'more', off: whileOn },
  { id: 'reset', runbook: 'guest-power', input: power('reset'), icon: 'restart', place: 'more', off: whileOnMachine },
  { id: 'pause', runbook: 'guest-power', input: power('pause'), icon: 'minus', place: 'more', off: whileOnMachine },
  {
    id: 'hibernate',
    runbook: 'guest-power',
    input: power('hibernate'),
    icon: 'box',
    place: 'more',
    off: whileOnMachine,
  },
  {
    id: 'clear-lock',
    runbook: 'guest-clear-lock',
    input: only,
    icon: 'lock',
    place: 'more',
    fits: ({ lock }) => lock !== null && lock !== 'suspended',
    off: always,
  },
  {
    id: 'agent',
    runbook: 'guest-agent',
    input: only,
    icon: 'user',
    place: 'more',
    fits: ({ kind }) => kind === 'qemu',
    off: always,
  },
  { id: 'snapshot', runbook: 'guest-snapshot', input: only, icon: 'clock', place: 'more', asks: true, off: always },
  { id: 'backup', runbook: 'guest-backup', input: only, icon: 'box', place: 'more', asks: true, off: always },
  { id: 'config', runbook: 'guest-config', input: only, icon: 'list', place: 'more', asks: true, off: always },
  { id: 'disk', runbook: 'guest-disk-grow', input: only, icon: 'plus', place: 'more', asks: true, off: always },
  { id: 'migrate', runbook: 'guest-migrate', input: only, icon: 'arrow', place: 'more', asks: true, off: always },
  {
    id: 'delete',
    runbook: 'guest-delete',
    input: only,
    icon: 'x',
    place: 'more',
    off: known((guest) => (isOn(guest) ? 'running' : null)),
  },
]

/** What the server offers for this guest, in the order of the table. */
export const actionsFor = (guest: About, offered: ReadonlySet<string>): GuestAction[] =>
  guestActions.filter(({ runbook, fits }) => offered.has(runbook) && (fits?.(guest) ?? true))

/** The run that cures what the stuck walk or a finding found, by the guide (or the rule) it names. */
export function rescueOf(
  fix: string,
  vmid: number,
  offered: ReadonlySet<string>,
): (Wanted & { act: RescueAct }) | null {
  const found = cures[fix]
  return found && offered.has(found.runbook) ? { ...found, input: found.input(vmid) } : null
}
export type RescueAct = 'rescue' | 'clear-lock' | 'unmount' | 'resume'

const cures: Readonly<Record<string, { act: RescueAct; runbook: string; input(vmid: number): unknown }>> = {
  'end-waiting-shutdown': {
    act: 'rescue',
    runbook: 'guest-rescue',
    input: (vmid) => ({ vmid, after: 'off' }),
  },
  'lock-left-over': { act: 'clear-lock', runbook: 'guest-clear-lock', input: only },
  'clear-left-over-lock': { act: 'clear-lock', runbook: 'guest-clear-lock', input: only },
  'unmount-container': { act: 'unmount', runbook: 'guest-clear-lock', input: only },
  'unmount-mounted': { act: 'unmount', runbook: 'guest-clear-lock', input: only },
  'resume-paused': { act: 'resume', runbook: 'guest-power', input: power('resume') },
  'resume-hibernated': { act: 'resume', runbook: 'guest-power', input: power('resume') },
  'resume-hibernated-guest': { act: 'resume', runbook: 'guest-power', input: power('resume') },
  'resume-or-stop': { act: 'resume', runbook: 'guest-power', input: power('resume') },
}
