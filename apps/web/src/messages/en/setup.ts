export const setup = {
  title: 'setup',
} as const
