export const session = {
  title: 'session',
} as const
