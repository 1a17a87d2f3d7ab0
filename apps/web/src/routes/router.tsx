import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { onSignedOut } from '../api/client.ts'
import { q, queryClient } from '../api/query.ts'
import { currentCluster, rememberCluster } from '../facts/cluster-context.ts'
import { RootLayout } from '../shell/RootLayout.tsx'
import { KnownCluster } from '../shell/KnownCluster.tsx'
import { Missing, PageBroken } from '../shell/PageBroken.tsx'
import { paths } from './paths.ts'
import * as search from './search.ts'

const root = createRootRoute({ component: RootLayout, errorComponent: PageBroken, notFoundComponent: Missing })

const readSession = () => queryClient.ensureQueryData(q('readSession'))

/** Everything behind the sign-in. A person who is not signed in comes back to the address they wanted. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const state = await readSession()
    if (state.session) return
    if (state.setup !== 'done') throw redirect(paths.setup())
    throw redirect(paths.signIn(location.pathname === '/' ? {} : { from: location.href }))
  },
  component: lazyRouteComponent(() => import('../shell/Shell.tsx'), 'Shell'),
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async () => {
    const cluster = currentCluster((await readSession()).clusters)
    throw redirect(cluster === null ? paths.addCluster() : paths.overview(cluster))
  },
})

const cluster = createRoute({
  getParentRoute: () => inside,
  path: 'c/$cluster',
  beforeLoad: async ({ params, location }) => {
    const { session, clusters } = await readSession()
    if (!clusters.some(({ id }) => id === params.cluster)) return
    // One session, a ticket per cluster: this one may still want its own sign-in.
    const wantsTicket = session?.mode === 'signed-in' && !session.clusters.includes(params.cluster)
    if (wantsTicket) throw redirect(paths.signIn({ cluster: params.cluster, from: location.href }))
    rememberCluster(params.cluster)
  },
  component: KnownCluster,
})

const overview = createRoute({
  getParentRoute: () => cluster,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/overview/OverviewPage.tsx'), 'OverviewPage'),
})
const guests = createRoute({
  getParentRoute: () => cluster,
  path: 'guests',
  validateSearch: search.guestsSearch,
  component: lazyRouteComponent(() => import('../pages/guests/GuestsPage.tsx'), 'GuestsPage'),
})
const guest = createRoute({
  getParentRoute: () => cluster,
  path: 'guests/$vmid',
  validateSearch: search.guestSearch,
  component: lazyRouteComponent(() => import('../pages/guests/GuestPage.tsx'), 'GuestPage'),
})
const nodes = createRoute({
  getParentRoute: () => cluster,
  path: 'nodes',
  validateSearch: search.nodesSearch,
  component: lazyRouteComponent(() => import('../pages/nodes/NodesPage.tsx'), 'NodesPage'),
})
const node = createRoute({
  getParentRoute: () => cluster,
  path: 'nodes/$node',
  validateSearch: search.nodeSearch,
  component: lazyRouteComponent(() => import('../pages/nodes/NodePage.tsx'), 'NodePage'),
})
const storages = createRoute({
  getParentRoute: () => cluster,
  path: 'storage',
  validateSearch: search.storageSearch,
  component: lazyRouteComponent(() => import('../pages/storage/StoragesPage.tsx'), 'StoragesPage'),
})
const storage = createRoute({
  getParentRoute: () => cluster,
  path: 'storage/$node/$storage',
  validateSearch: search.storageContentSearch,
  component: lazyRouteComponent(() => import('../pages/storage/StoragePage.tsx'), 'StoragePage'),
})
const clusterPage = createRoute({
  getParentRoute: () => cluster,
  path: 'cluster',
  component: lazyRouteComponent(() => import('../pages/cluster/ClusterPage.tsx'), 'ClusterPage'),
})
const quorum = createRoute({
  getParentRoute: () => cluster,
  path: 'quorum',
  component: lazyRouteComponent(() => import('../pages/quorum/QuorumPage.tsx'), 'QuorumPage'),
})
const findings = createRoute({
  getParentRoute: () => cluster,
  path: 'findings',
  validateSearch: search.findingsSearch,
  component: lazyRouteComponent(() => import('../pages/findings/FindingsPage.tsx'), 'FindingsPage'),
})
const rules = createRoute({
  getParentRoute: () => cluster,
  path: 'rules',
  component: lazyRouteComponent(() => import('../pages/findings/RulesPage.tsx'), 'RulesPage'),
})
const activity = createRoute({
  getParentRoute: () => cluster,
  path: 'activity',
  validateSearch: search.activitySearch,
  component: lazyRouteComponent(() => import('../pages/activity/ActivityPage.tsx'), 'ActivityPage'),
})
const task = createRoute({
  getParentRoute: () => cluster,
  path: 'activity/$upid',
  component: lazyRouteComponent(() => import('../pages/activity/TaskPage.tsx'), 'TaskPage'),
})
const permissions = createRoute({
  getParentRoute: () => cluster,
  path: 'permissions',
  component: lazyRouteComponent(() => import('../pages/permissions/PermissionsPage.tsx'), 'PermissionsPage'),
})

const runs = createRoute({
  getParentRoute: () => cluster,
  path: 'runs',
  validateSearch: search.runsSearch,
  component: lazyRouteComponent(() => import('../pages/runs/RunsPage.tsx'), 'RunsPage'),
})
const planRun = createRoute({
  getParentRoute: () => cluster,
  path: 'runs/new',
  validateSearch: search.planSearch,
  component: lazyRouteComponent(() => import('../pages/runs/PlanPage.tsx'), 'PlanPage'),
})
const askRun = createRoute({
  getParentRoute: () => cluster,
  path: 'runs/ask',
  validateSearch: search.askSearch,
  component: lazyRouteComponent(() => import('../pages/runs/forms/AskPage.tsx'), 'AskPage'),
})
const run = createRoute({
  getParentRoute: () => cluster,
  path: 'runs/$run',
  component: lazyRouteComponent(() => import('../pages/runs/RunPage.tsx'), 'RunPage'),
})

const settings = createRoute({
  getParentRoute: () => inside,
  path: 'settings',
  component: lazyRouteComponent(() => import('../pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})
const clusterSettings = createRoute({
  getParentRoute: () => inside,
  path: 'settings/clusters',
  component: lazyRouteComponent(() => import('../pages/settings/ClustersPage.tsx'), 'ClustersPage'),
})
const addCluster = createRoute({
  getParentRoute: () => inside,
  path: 'settings/clusters/add',
  component: lazyRouteComponent(() => import('../pages/settings/AddClusterPage.tsx'), 'AddClusterPage'),
})
const clusterSetting = createRoute({
  getParentRoute: () => inside,
  path: 'settings/clusters/$cluster',
  validateSearch: search.clusterSettingsSearch,
  component: lazyRouteComponent(() => import('../pages/settings/ConnectionPage.tsx'), 'ConnectionPage'),
})
const nodeShell = createRoute({
  getParentRoute: () => inside,
  path: 'settings/clusters/$cluster/shell',
  component: lazyRouteComponent(() => import('../pages/settings/shell/ChannelPage.tsx'), 'ChannelPage'),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: 'settings/audit',
  component: lazyRouteComponent(() => import('../pages/settings/AuditPage.tsx'), 'AuditPage'),
})
const about = createRoute({
  getParentRoute: () => inside,
  path: 'about',
  component: lazyRouteComponent(() => import('../pages/about/AboutPage.tsx'), 'AboutPage'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: 'sign-in',
  validateSearch: search.signInSearch,
  component: lazyRouteComponent(() => import('../pages/sign-in/SignInPage.tsx'), 'SignInPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: 'setup',
  component: lazyRouteComponent(() => import('../pages/setup/SetupPage.tsx'), 'SetupPage'),
})

const pages = [
  overview,
  guests,
  guest,
  nodes,
  node,
  storages,
  storage,
  clusterPage,
  quorum,
  activity,
  findings,
  rules,
  task,
  permissions,
  runs,
  planRun,
  askRun,
  run,
] as const
const aside = [settings, clusterSettings, addCluster, clusterSetting, nodeShell, audit, about] as const

export const router = createRouter({
  routeTree: root.addChildren([inside.addChildren([home, cluster.addChildren(pages), ...aside]), signIn, setup]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageBroken,
  defaultNotFoundComponent: Missing,
  // All search values are plain text: ?q=100 stays a text and needs no quotes.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (values) => {
    const given = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

onSignedOut(() => {
  // Many calls fail at once when a session ends; the address is kept by the first of them.
  if (router.state.location.pathname === '/sign-in' || router.state.location.pathname === '/setup') return
  const from = router.state.location.href
  void queryClient.fetchQuery({ ...q('readSession'), staleTime: 0 }).then((state) => {
    if (!state.session && router.state.location.pathname !== '/sign-in') void router.navigate(paths.signIn({ from }))
  })
})
