/** Four texts a rule: its name, the sentence for the household, the detail for the admin, what it costs to wait. */
export const quorum = {
  'quorum-lost.title': 'Quorum is lost',
  'quorum-lost.says': 'Too few nodes see each other: what runs goes on, but nothing can be started or changed.',
  'quorum-lost.detail':
    '{{present}} of {{expected}} votes are present, {{needed}} are needed. PVE has made its configuration read-only.',
  'quorum-lost.cost':
    'No start, no change, no backup until enough nodes are back. With HA the remaining node may restart itself.',
  'quorum-split.title': 'The cluster is split',
  'quorum-split.says': 'The nodes have lost sight of each other and stand in two groups. What runs goes on.',
  'quorum-split.detail': 'With quorum: {{inside}}. Without: {{outside}}. Each node was asked for its own view.',
  'quorum-split.cost':
    'On the side without quorum nothing can be started or changed. With HA its nodes restart themselves and their guests start on the other side.',
  'votes-fragile.title': 'The next failure stops changes',
  'votes-fragile.says': 'All works, but if one more node fails, nothing can be started or changed.',
  'votes-fragile.detail':
    '{{present}} of {{expected}} votes are present and {{needed}} are needed. Absent: {{absent}}.',
  'votes-fragile.cost': 'One more failure, or a restart for maintenance, and PVE makes its configuration read-only.',
  'two-nodes-without-qdevice.title': 'Two nodes without a third vote',
  'two-nodes-without-qdevice.says':
    'When one of the two nodes is off, the other can neither start nor change anything.',
  'two-nodes-without-qdevice.detail':
    '{{first}} and {{second}} have one vote each and both are needed. No QDevice was seen; PVE shows none either while the qdevice daemon of the node that answers is stopped.',
  'two-nodes-without-qdevice.cost':
    'Each restart of one node stops changes on the other, and guests wait at start until both nodes are back.',
  'even-votes-without-qdevice.title': 'An even number of votes',
  'even-votes-without-qdevice.says': 'If the network breaks in the middle, neither half can start or change anything.',
  'even-votes-without-qdevice.detail':
    '{{nodes}} nodes hold {{votes}} votes and there is no QDevice: {{half}} on each side are not a majority.',
  'even-votes-without-qdevice.cost': 'One failure fewer can be borne than with one vote more.',
  'votes-uneven.title': 'Nodes have different numbers of votes',
  'votes-uneven.says': 'Some nodes count more than others when the cluster decides who may go on.',
  'votes-uneven.detail': 'Votes: {{votes}}. PVE gives each node one vote; other numbers were set by hand.',
  'votes-uneven.cost': 'The failure of one heavy node can stop changes on all others.',
  'expected-votes-lowered.title': 'The number of expected votes was lowered',
  'expected-votes-lowered.says':
    'The cluster works with fewer nodes than it should, because somebody allowed it by hand.',
  'expected-votes-lowered.detail':
    '{{present}} votes are enough at the moment, although {{expected}} are configured: pvecm expected was used, or corosync.conf has two_node.',
  'expected-votes-lowered.cost':
    'If the missing nodes run on the other side of a broken network, two nodes may write to the same disks.',
  'quorum-status-stale.title': 'The quorum that PVE shows is out of date',
  'quorum-status-stale.says':
    'PVE’s own pages may show the wrong state of the cluster for a while. Steward shows the true one.',
  'quorum-status-stale.detail':
    'The cluster status and the HA manager disagree. The HA manager asks anew each time and says: {{state}}. The cluster status is refreshed when a node comes or goes.',
  'quorum-status-stale.cost': 'None for the guests. Somebody may act on the wrong display.',
  'qdevice-disconnected.title': 'The QDevice does not answer',
  'qdevice-disconnected.says':
    'The small helper that gives the deciding vote is not reachable. All works until a node fails too.',
  'qdevice-disconnected.detail': 'State: {{state}}. Server: {{host}}. This is the view of the node that answered.',
  'qdevice-disconnected.cost': 'The failure of one node is then enough to stop changes.',
  'qdevice-with-odd-nodes.title': 'A QDevice with an odd number of nodes',
  'qdevice-with-odd-nodes.says': 'The helper for votes makes this cluster weaker instead of stronger.',
  'qdevice-with-odd-nodes.detail':
    'With {{nodes}} nodes the QDevice holds {{votes}} votes. Without it the cluster may lose just as many nodes.',
  'qdevice-with-odd-nodes.cost': 'When the QDevice is away, hardly any node may fail.',
  'cluster-link-single.title': 'Nodes talk over one network only',
  'cluster-link-single.says': 'If this one network connection fails, the nodes lose sight of each other.',
  'cluster-link-single.detail': 'Nodes with a single corosync link ({{count}}): {{nodes}}.',
  'cluster-link-single.cost':
    'A busy or broken switch is enough to lose the quorum; with HA nodes then restart themselves.',
  'cluster-views-unasked.title': 'Some nodes could not be asked directly',
  'cluster-views-unasked.says': 'Steward knows some nodes only from what the others say about them.',
  'cluster-views-unasked.detail':
    'No address is known for {{nodes}} ({{count}}), so their own view of the cluster is missing.',
  'cluster-views-unasked.cost': 'A split of the cluster may be noticed late, or be taken for a node that is off.',
  'cluster-join-running.title': 'The cluster is being changed',
  'cluster-join-running.says': 'A node is joining, or a cluster is being made. Short interruptions are normal now.',
  'cluster-join-running.detail':
    'Task {{type}} runs on {{node}}. For some seconds the quorum may be gone, passwords may be refused and the certificate changes.',
  'cluster-join-running.cost': 'None. Wait until it has ended before you change anything else.',
  'cluster-links-share-card.title': 'Both cluster links use one network card',
  'cluster-links-share-card.says': 'The nodes have a second connection, but it runs over the same cable as the first.',
  'cluster-links-share-card.detail': 'The addresses {{addresses}} of {{node}} all lie on {{card}}.',
  'cluster-links-share-card.cost': 'When that card, cable or switch fails, both links fail together.',
} as const
