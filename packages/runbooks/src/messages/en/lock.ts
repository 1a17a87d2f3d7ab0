/** Clearing a left-over lock. */
export const lock = {
  'lock.title': 'Clear the lock of {{name}}',
  'lock.none': 'It carries no lock.',
  'lock.hibernated': 'It is hibernated, not stuck: its memory lies on disk. Resume it, or discard that state.',
  'lock.mounted': 'The container is mounted on its node. It is unmounted, which takes the lock away.',
  'lock.held': 'A living {{type}} of {{user}} owns the lock “{{lock}}”. Clearing it would let a second operation in.',
  'lock.proven': 'No living task can be the owner of the lock “{{lock}}”: all tasks of its node were seen.',
  'lock.not-proven': 'It is not proven that nobody owns the lock “{{lock}}”. Missing: {{missing}}.',
  'lock.elsewhere': 'A task on another node may own it: {{upid}}',
  'lock.unasked':
    'Whether a task lives on {{nodes}} could not be asked, and this kind of lock may be owned from there.',
  'lock.half-made':
    'It was being made (“{{lock}}”) and is not whole. Unlocking does not make it whole: remove it and make it again.',
  'lock.after-snapshot': 'A half-finished snapshot may be left in its configuration. Look at its snapshots afterwards.',
  'lock.after-rollback': 'Its disks may stand between two states. Roll back once more before you start it.',
  'lock.after-migrate': 'Parts of its disks may be left on the node it was going to.',
  'lock.after-suspending': 'Hibernating it failed. A state file may be left behind.',
  'lock.step-clear': 'Take the lock away',
  'lock.step-unmount': 'Unmount the container',
  'lock.still-there': 'PVE still reports the lock.',
  'lock.undo': 'The lock is not put back: nobody owned it.',
  'lock.other-now': 'Its lock or its node is another one by now.',
  'lock.changed': 'Its configuration was changed since the proof was made.',
} as const
