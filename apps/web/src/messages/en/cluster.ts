export const cluster = {
  title: 'Cluster',
} as const
