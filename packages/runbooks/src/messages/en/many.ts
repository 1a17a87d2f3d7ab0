/** Runs of many. */
export const many = {
  'many.title': '{{count}} changes',
  'many.title-start': 'Start {{count}} guests',
  'many.title-shutdown': 'Shut down {{count}} guests',
  'many.title-stop': 'Switch off {{count}} guests',
  'many.title-reboot': 'Restart {{count}} guests',
  'many.can': '{{can}} of {{count}} can be done; {{perNode}} at a time on each node.',
  'many.none-can': 'None of them can be done.',
  'many.part-blocked': '{{what}}: left out, because a check stands against it.',
  'many.some-failed': '{{failed}} of {{count}} did not work. The others are done.',
} as const
