import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { listed } from '../figures.ts'
import { nodeSubject, readOnline } from '../node-facts.ts'
import { enabledOf, isOfPve } from '../repositories.ts'

const releases = ['buster', 'bullseye', 'bookworm', 'trixie', 'forky', 'duke']

/** Only Debian and PVE themselves: other vendors often serve one suite for all releases. */
export const repositorySuitesMixed = defineRule({
  id: 'repository-suites-mixed',
  area: 'repository',
  severity: 'warning',
  needs: ['nodes', 'nodeRepositories'],
  fix: 'set-repositories',
  check: ({ nodes, nodeRepositories }) =>
    readOnline(nodeRepositories, nodes).flatMap(({ node, part }) => {
      const basic = enabledOf(part.value).filter((item) => isOfPve(item) || isOfDebian(item))
      const suites = new Set(basic.flatMap((item) => (item.Suites ?? []).map((suite) => suite.split(/[-/]/)[0] ?? '')))
      const mixed = releases.filter((release) => suites.has(release))
      if (mixed.length < 2) return []
      return [
        {
          subject: nodeSubject(node.name, 'suites'),
          params: { node: node.name, suites: listed(mixed) },
          evidence: basic.map((item) => seen(part, listed(item.URIs ?? []), listed(item.Suites ?? []))),
        },
      ]
    }),
})

const isOfDebian = (repository: { URIs?: readonly string[] | undefined; Components?: readonly string[] | undefined }) =>
  (repository.URIs ?? []).some((uri) => /^https?:\/\/([\w-]+\.)*debian\.org\//.test(uri)) ||
  (repository.Components ?? []).includes('contrib')
