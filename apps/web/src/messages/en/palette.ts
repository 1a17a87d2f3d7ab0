export const palette = {
  title: 'Find',
  placeholder: 'Guest, node, storage, page, address of a page …',
  nothing: 'Nothing has this name. Steward looks in names, ids, tags and pages.',
  page: 'page',
  guest: '{{kind}} on {{node}}',
  node: 'node',
  storage: 'storage on {{node}}',
  hint: 'Arrow keys choose, Enter opens',
  results_one: '{{count}} result',
  results_other: '{{count}} results',
} as const
