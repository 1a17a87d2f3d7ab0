import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** Writes sw.js beside the build: the worker's source with the list of files that make the page stand without network. */
export function serviceWorker(): Plugin {
  return {
    name: 'steward-service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))
      const shell = ['/', '/theme.js', '/favicon.svg', ...files.map((name) => `/${name}`)]
      const version = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12)
      const source = readFileSync(fileURLToPath(new URL('service-worker.js', import.meta.url)), 'utf8')
      const filled = source.replace("'%VERSION%'", JSON.stringify(version)).replace("'%SHELL%'", JSON.stringify(shell))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: filled })
    },
  }
}
