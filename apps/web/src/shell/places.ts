import { paths } from '../routes/paths.ts'

/** The main places, in the order of the bar. */
export const placesOf = (cluster: string) =>
  [
    { key: 'overview', icon: 'home', link: paths.overview(cluster), exact: true },
    { key: 'guests', icon: 'list', link: paths.guests(cluster), exact: false },
    { key: 'nodes', icon: 'node', link: paths.nodes(cluster), exact: false },
    { key: 'storage', icon: 'box', link: paths.storages(cluster), exact: false },
    { key: 'cluster', icon: 'pc', link: paths.cluster(cluster), exact: false },
    { key: 'findings', icon: 'bell', link: paths.findings(cluster), exact: false },
    { key: 'activity', icon: 'clock', link: paths.activity(cluster), exact: false },
    { key: 'runs', icon: 'play', link: paths.runs(cluster), exact: false },
  ] as const
