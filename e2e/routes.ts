/** Every route of the web app, for the checks that go through all of them. `{guest}` and the like are filled in by the world. */
export const routes = [
  '/c/{cluster}',
  '/c/{cluster}/guests',
  '/c/{cluster}/guests/{guest}',
  '/c/{cluster}/guests/{container}',
  '/c/{cluster}/nodes',
  '/c/{cluster}/nodes/{node}',
  '/c/{cluster}/storage',
  '/c/{cluster}/storage/{node}/local',
  '/c/{cluster}/cluster',
  '/c/{cluster}/quorum',
  '/c/{cluster}/findings',
  '/c/{cluster}/rules',
  '/c/{cluster}/activity',
  '/c/{cluster}/permissions',
  '/c/{cluster}/runs',
  '/c/{cluster}/runs/new?runbook=guest-power&input={plan}',
  '/c/{cluster}/runs/new?runbook=many&action=shutdown&guests={guest}.{container}',
  '/c/{cluster}/runs/ask?runbook=guest-config&vmid={guest}',
  '/c/{cluster}/runs/ask?runbook=guest-migrate&vmid={guest}',
  '/c/{cluster}/runs/1',
  '/settings',
  '/settings/clusters',
  '/settings/clusters/{cluster}',
  '/settings/clusters/{cluster}/shell',
  '/settings/audit',
  '/about',
  '/sign-in',
]

export const fill = (route: string, values: Record<string, string>) =>
  route.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
export const homeLab = {
  cluster: 'home-lab',
  node: 'alder',
  guest: '103',
  container: '104',
  plan: '%7B%22vmid%22%3A103%2C%22action%22%3A%22stop%22%7D',
}
