/** Runs of many. */
export const many = {
  'many.title_one': '{{count}} change',
  'many.title_other': '{{count}} changes',
  'many.title-start_one': 'Start {{count}} guest',
  'many.title-start_other': 'Start {{count}} guests',
  'many.title-shutdown_one': 'Shut down {{count}} guest',
  'many.title-shutdown_other': 'Shut down {{count}} guests',
  'many.title-stop_one': 'Switch off {{count}} guest',
  'many.title-stop_other': 'Switch off {{count}} guests',
  'many.title-reboot_one': 'Restart {{count}} guest',
  'many.title-reboot_other': 'Restart {{count}} guests',
  'many.can': '{{can}} of {{count}} can be done; {{perNode}} at a time on each node.',
  'many.none-can': 'None of them can be done.',
  'many.part-blocked': '{{what}}: left out, because a check stands against it.',
  'many.some-failed': '{{failed}} of {{count}} did not work. The others are done.',
} as const
