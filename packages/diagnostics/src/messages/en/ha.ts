/** High availability. */
export const ha = {
  'ha-service-error.title': 'HA has given up on a guest',
  'ha-service-error.says': 'The automatic restart could not help this guest and now leaves it alone.',
  'ha-service-error.detail':
    '{{sid}} is in the error state, last on {{node}}. HA accepts no command for guest {{guest}} until it was set to disabled.',
  'ha-service-error.cost': 'The guest is neither started nor moved, and start and stop fail.',
  'ha-service-stuck.title': 'HA does not finish with a guest',
  'ha-service-stuck.says': 'The automatic control has been busy with this guest for more than ten minutes.',
  'ha-service-stuck.detail': '{{sid}} (guest {{guest}}) stays in state {{state}} on {{node}}, and no task of it runs.',
  'ha-service-stuck.cost': 'As long as it stands so, the guest is neither started elsewhere nor stopped.',
  'ha-request-unfulfilled.title': 'HA has not done what was asked',
  'ha-request-unfulfilled.says': 'This guest should be in another state than it is, and nothing happens.',
  'ha-request-unfulfilled.detail':
    'For more than three minutes guest {{guest}} on {{node}} was asked to be {{wanted}}, but it is {{state}}.',
  'ha-request-unfulfilled.cost': 'The guest stays as it is, although the task ended well.',
  'ha-manager-of-node-dead.title': 'The HA manager of a node does not answer',
  'ha-manager-of-node-dead.says': 'On one machine the automatic control has stopped. What runs there goes on.',
  'ha-manager-of-node-dead.detail':
    'The local HA manager of {{node}} has an old time stamp. Guests there that depend on it: {{guests}}.',
  'ha-manager-of-node-dead.cost': 'Starting and stopping these guests seems to work, and nothing happens.',
  'ha-disarmed.title': 'HA is disarmed',
  'ha-disarmed.says': 'The automatic restart after a failure is switched off for the whole cluster.',
  'ha-disarmed.detail': 'The state is {{state}}. Guests under HA that are not restarted when a node fails: {{guests}}.',
  'ha-disarmed.cost': 'It is meant for maintenance. While it lasts, nobody takes over from a node that fails.',
  'ha-with-two-nodes.title': 'HA on two nodes without a third vote',
  'ha-with-two-nodes.says': 'When one machine fails, the other restarts itself too, again and again.',
  'ha-with-two-nodes.detail':
    'HA looks after guests ({{guests}}) on {{first}} and {{second}}. A node that is alone has no quorum, and its watchdog resets it after about a minute.',
  'ha-with-two-nodes.cost': 'The failure of one node takes down both.',
  'ha-guest-on-local-storage.title': 'A guest under HA has local disks',
  'ha-guest-on-local-storage.says':
    'If its machine fails, this guest cannot start elsewhere, because its disk stays behind.',
  'ha-guest-on-local-storage.detail':
    'Guest {{guest}} has disks ({{disks}}) on storage that only its node sees ({{storages}}), and no replication.',
  'ha-guest-on-local-storage.cost':
    'After a failure HA moves the configuration away and the guest ends in the error state.',
  'ha-master-missing.title': 'HA has no master',
  'ha-master-missing.says': 'Nobody directs the automatic restart at the moment.',
  'ha-master-missing.detail':
    'The cluster is quorate, guests are under HA ({{guests}}), and no master is active. Last master: {{master}}.',
  'ha-master-missing.cost': 'No guest under HA is started, stopped or taken over until there is a master again.',
} as const
