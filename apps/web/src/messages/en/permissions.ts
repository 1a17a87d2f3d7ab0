export const permissions = {
  title: 'permissions',
} as const
