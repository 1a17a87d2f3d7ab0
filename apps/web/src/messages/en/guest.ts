export const guest = {
  title: 'Guest',
} as const
