/** Four texts a rule: its name, the sentence for the household, the detail for the admin, what it costs to wait. */
export const quorum = {
  'quorum-lost.title': 'Quorum is lost',
  'quorum-lost.says': 'Too few nodes see each other: what runs goes on, but nothing can be started or changed.',
  'quorum-lost.detail':
    '{{present}} of {{expected}} votes are present, {{needed}} are needed. PVE has made its configuration read-only.',
  'quorum-lost.cost':
    'No start, no change, no backup until enough nodes are back. With HA the remaining node may restart itself.',
} as const
