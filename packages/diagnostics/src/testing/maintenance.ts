import type { Certificate, Repositories, Subscription } from '../facts.ts'
import { byKey, node, read } from './facts.ts'

export const certificates = (list: readonly Certificate[], names = ['alder']) => ({
  nodes: read(names.map((name) => node(name))),
  nodeCertificates: byKey(Object.fromEntries(names.map((name) => [name, list]))),
})

type Entry = { component: string; suite?: string; enabled?: number; uri?: string }
/** What /apt/repositories says about these entries, all in one file. */
export const repositories = (
  entries: readonly Entry[],
  standard: Readonly<Record<string, number | undefined>> = {},
  more: Partial<Repositories> = {},
): Repositories => ({
  errors: [],
  infos: [],
  files: [
    {
      path: '/etc/apt/sources.list.d/test.sources',
      repositories: entries.map(({ component, suite = 'trixie', enabled = 1, uri = 'http://example.invalid/' }) => ({
        Enabled: enabled,
        Types: ['deb'],
        URIs: [uri],
        Suites: [suite],
        Components: component.split(' '),
      })),
    },
  ],
  'standard-repos': Object.entries(standard).map(([handle, status]) => ({ handle, name: handle, status })),
  ...more,
})

export const packageSources = (value: Repositories, subscription?: Subscription) => ({
  nodes: read([node('alder')]),
  nodeRepositories: byKey({ alder: value }),
  nodeSubscription: byKey<Subscription>(subscription ? { alder: subscription } : {}),
})
