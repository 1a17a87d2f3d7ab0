/** Restarting and shutting down nodes. */
export const node = {
  'node-power.title-reboot': 'Restart the node {{node}}',
  'node-power.title-shutdown': 'Shut down the node {{node}}',
  'node-power.step-reboot': 'Restart it, and wait until it is back',
  'node-power.step-shutdown': 'Shut it down, and wait until it is gone',
  'node-power.missing': 'There is no node {{node}}.',
  'node-power.online': '{{node}} answers.',
  'node-power.away': '{{node}} does not answer; nothing can be asked of it.',
  'node-power.no-guests': 'No guest runs there that would stop.',
  'node-power.guests-stop_one': '{{count}} guest is shut down: {{names}}',
  'node-power.guests-stop_other': '{{count}} guests are shut down: {{names}}',
  'node-power.ha-moves_one': 'HA moves or stops {{count}} guest, as the cluster’s options say: {{names}}',
  'node-power.ha-moves_other': 'HA moves or stops {{count}} guests, as the cluster’s options say: {{names}}',
  'node-power.ha-waits_one': 'HA holds {{count}} guest for the time of the restart, or moves it: {{names}}',
  'node-power.ha-waits_other': 'HA holds {{count}} guests for the time of the restart, or moves them: {{names}}',
  'node-power.task': 'A {{type}} of {{user}} runs there and would be broken off.',
  'node-power.quorum-stays_one': '{{count}} vote remains, {{needed}} are needed: the cluster goes on.',
  'node-power.quorum-stays_other': '{{count}} votes remain, {{needed}} are needed: the cluster goes on.',
  'node-power.quorum-goes_one':
    '{{count}} vote remains, {{needed}} are needed: every change in the cluster stops until it is back.',
  'node-power.quorum-goes_other':
    '{{count}} votes remain, {{needed}} are needed: every change in the cluster stops until it is back.',
  'node-power.single': 'It is no cluster, so no quorum can be lost.',
  'node-power.self':
    'Steward itself runs on {{node}}. It goes away with it and takes this run up when it is started again.',
  'node-power.costs': 'Its guests are asked to shut down; what does not within its time is switched off.',
  'node-power.costs-reboot':
    'Its guests are asked to shut down; what does not within its time is switched off. Those that start with the node come back by themselves, the others stay off.',
  'node-power.once': 'Whether the request has arrived cannot be told yet, and a second one could hit the node twice.',
  'node-power.still-away': '{{node}} does not answer yet.',
  'node-power.not-yet': '{{node}} has not gone down yet.',
  'node-power.undo-reboot': 'What it interrupts has to begin anew.',
  'node-power.undo-shutdown': 'It is switched on again by hand or by its remote management.',
} as const
