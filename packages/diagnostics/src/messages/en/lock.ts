/** Config locks and what holds them. */
export const lock = {
  'lock-left-over.title': 'A lock was very likely left behind',
  'lock-left-over.says': 'A job that broke off has left it locked; it cannot be changed until the lock is taken away.',
  'lock-left-over.detail':
    '{{name}} on {{node}} has had the lock {{lock}} for {{minutes}} min, and no living task can be its owner.',
  'lock-left-over.cost': 'No start, change, move or backup of it works.',
  'guest-half-made.title': 'A half-made guest',
  'guest-half-made.says': 'Making it was broken off. It is not whole and best made again.',
  'guest-half-made.detail': '{{name}} on {{node}} has the lock {{lock}} and no living task works on it.',
  'guest-half-made.cost': 'It takes room and a number, and unlocking it does not make it whole.',
  'lock-held-long.title': 'A task holds it for long',
  'lock-held-long.says': 'A task is still at work on it, so it cannot be changed.',
  'lock-held-long.detail': '{{name}} on {{node}}: the lock {{lock}} stands for {{hours}} h, held by a living {{type}}.',
  'lock-held-long.cost': 'No change, move or further backup until the task ends.',
  'lock-owner-unseen.title': 'Locked, and the owner cannot be seen',
  'lock-owner-unseen.says': 'It is locked, and Steward may not see whether a task is at work on it.',
  'lock-owner-unseen.detail':
    '{{name}} on {{node}} has the lock {{lock}}. Without the right Sys.Audit on the nodes only own tasks are listed.',
  'lock-owner-unseen.cost': 'Nobody can tell from here whether the lock may be removed.',
  'guest-hibernated-long.title': 'Asleep for a long time',
  'guest-hibernated-long.says': 'It was put to sleep and has not been woken since.',
  'guest-hibernated-long.detail': '{{name}} on {{node}} has been hibernated for {{days}} days. This is no fault.',
  'guest-hibernated-long.cost': 'Its saved memory takes room, and it wakes into an old world.',
  'container-mounted-long.title': 'A container’s disk is still mounted',
  'container-mounted-long.says': 'Its disk was opened for a look and not closed; it cannot start meanwhile.',
  'container-mounted-long.detail': '{{name}} on {{node}} has the lock mounted.',
  'container-mounted-long.cost': 'It cannot be started until its disk is unmounted.',
} as const
