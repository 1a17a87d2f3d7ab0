export const nodes = {
  title: 'Nodes',
} as const
