/** The rescue of a shutdown that hangs. */
export const rescue = {
  'rescue.title': 'Rescue {{name}}',
  'rescue.no-task': 'No shutdown or restart of it is waiting. Switch it off in the ordinary way.',
  'rescue.waits': 'A {{type}} of {{user}} is waiting for it, and holds its lock file.',
  'rescue.other-task': 'A living {{type}} of {{user}} is at work on it too. Nothing gets past it.',
  'rescue.qemu-answers': 'Its process answers, so PVE can end it the short way.',
  'rescue.qemu-frozen':
    'Its process itself does not answer. PVE tries for 60 s and then kills it, which takes about 70 s.',
  'rescue.one-call': 'PVE ends the waiting shutdown and switches it off in one call.',
  'rescue.two-calls': 'PVE cannot do it in one call here: the waiting task is ended first, then it is switched off.',
  'rescue.by-ha': 'HA manages it: the waiting task is ended, then HA is asked to stop it and the run waits for that.',
  'rescue.own': 'The waiting task is your own, so you may end it.',
  'rescue.costs':
    'Like pulling the plug: what is not saved inside is lost, and its disks may be checked at the next start.',
  'rescue.step-look': 'Look again',
  'rescue.step-overrule': 'End the waiting shutdown and switch it off',
  'rescue.step-end-task': 'End the waiting task',
  'rescue.step-off': 'Prove that it is off and stays off',
  'rescue.step-agent': 'Prove that it is up',
  'rescue.undo': 'A shutdown that was ended cannot be taken up again.',
  'rescue.still-waits': 'The waiting task has not ended.',
  'rescue.not-off': 'PVE does not report it as off yet.',
  'rescue.started-again': 'It is not off, or was started again: HA or a restart that was under way may have done that.',
  'rescue.agent-silent': 'Its guest agent has not answered yet. It may still be starting.',
  'rescue.next-agent': 'Give {{name}} a guest agent, so that it hears the next shutdown',
} as const
