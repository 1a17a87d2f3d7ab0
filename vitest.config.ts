import { defineConfig } from 'vitest/config'

const project = (name: string, root: string) => ({ extends: true as const, test: { name, root } })

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    // No test measures time; this only ends one that hangs.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    projects: [
      project('bff', 'apps/bff'),
      project('web', 'apps/web'),
      project('contracts', 'packages/contracts'),
      project('messages', 'packages/messages'),
      project('diagnostics', 'packages/diagnostics'),
      project('pve-client', 'packages/pve-client'),
      project('pve-simulator', 'packages/pve-simulator'),
      project('runbooks', 'packages/runbooks'),
      project('snapshot', 'packages/snapshot'),
      { extends: true, test: { name: 'tools', root: 'tools', include: ['**/*.test.ts'] } },
    ],
  },
})
