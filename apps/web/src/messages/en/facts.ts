import type { GuestState, NodeState, OffOnPurpose, TaskState, UnknownReason } from '@steward/contracts'

type Words = Readonly<
  Record<
    `guest-${GuestState}` | `node-${NodeState}` | `task-${TaskState}` | `why-${UnknownReason}` | `off-${OffOnPurpose}`,
    string
  >
>

export const facts = {
  'guest-running': 'running',
  'guest-stopped': 'stopped',
  'guest-paused': 'paused',
  'guest-suspended': 'suspended to disk',
  'guest-prelaunch': 'about to start',
  'guest-io-error': 'disk error',
  'guest-internal-error': 'QEMU error',
  'guest-guest-panicked': 'guest crashed',
  'guest-shutdown': 'shut down inside',
  'guest-migrating': 'arriving from another node',
  'guest-other': 'in a state that Steward does not know',
  'guest-unknown': 'unknown',
  guestTemplate: 'template',
  guestOffOnPurpose: 'off on purpose',
  guestWas: 'unknown, was {{state}}',
  guestLocked: 'locked: {{lock}}',
  guestPausedIo: 'paused by a disk error',
  'off-template': 'a template does not run',
  'off-not-started-at-boot': 'is not started at boot',
  'off-stopped-by-person': 'a person stopped it',
  'off-marked': 'marked as off on purpose',
  'why-node-offline': 'the cluster has lost its node',
  'why-statistics-stalled': 'the node’s statistics service stands still',
  'why-no-right': 'the right to see it is missing',
  'why-not-read-yet': 'not read yet',
  'why-read-failed': 'reading it failed',
  'why-too-old': 'the last reading is too old',
  'node-online': 'online',
  'node-offline': 'no answer',
  'node-unknown': 'unknown',
  nodeGhost: 'ghost: not a member any more',
  nodeMaintenance: 'in maintenance',
  nodeStalled: 'online, figures stand still',
  'task-running': 'running',
  'task-ok': 'done',
  'task-warnings': 'done with warnings',
  'task-failed': 'failed',
  'task-unknown': 'end not known',
  taskUnconfirmed: 'not confirmed: its node is away',
  kindQemu: 'virtual machine',
  kindLxc: 'container',
  storageAvailable: 'available',
  storageUnknown: 'unknown',
} as const satisfies Words & Record<string, string>
