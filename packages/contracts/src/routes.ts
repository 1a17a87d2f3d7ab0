/**
 * Every route of Steward's API: method and path. No zod here: the first screen loads this file, not the schemas.
 * Parameters, bodies and replies are in `schemas/`, under the same names.
 */
export const routes = {
  // who is looking
  readSession: { method: 'GET', path: '/api/session' },
  listRealms: { method: 'GET', path: '/api/clusters/:cluster/realms' },
  signIn: { method: 'POST', path: '/api/session/sign-in' },
  answerSecondFactor: { method: 'POST', path: '/api/session/second-factor' },
  useTerminalCode: { method: 'POST', path: '/api/session/terminal-code' },
  signOut: { method: 'POST', path: '/api/session/sign-out' },
  signOutEverywhere: { method: 'POST', path: '/api/session/sign-out-everywhere' },

  // first start, and adding a cluster later
  unlockSetup: { method: 'POST', path: '/api/setup/unlock' },
  probeAddress: { method: 'POST', path: '/api/connections/probe' },
  createConnection: { method: 'POST', path: '/api/connections' },
  listConnections: { method: 'GET', path: '/api/connections' },
  updateConnection: { method: 'PUT', path: '/api/connections/:cluster' },
  repinEndpoint: { method: 'POST', path: '/api/connections/:cluster/repin' },
  readWithSignIn: { method: 'POST', path: '/api/connections/:cluster/reading/sign-in' },
  planReader: { method: 'GET', path: '/api/connections/:cluster/reading/plan' },
  makeReader: { method: 'POST', path: '/api/connections/:cluster/reading/make' },
  pasteToken: { method: 'POST', path: '/api/connections/:cluster/reading/paste' },
  planRemoval: { method: 'GET', path: '/api/connections/:cluster/removal-plan' },
  removeConnection: { method: 'DELETE', path: '/api/connections/:cluster' },

  // the picture
  readCluster: { method: 'GET', path: '/api/clusters/:cluster' },
  listGuests: { method: 'GET', path: '/api/clusters/:cluster/guests' },
  listNodes: { method: 'GET', path: '/api/clusters/:cluster/nodes' },
  listStorages: { method: 'GET', path: '/api/clusters/:cluster/storages' },
  listTasks: { method: 'GET', path: '/api/clusters/:cluster/tasks' },
  listFindings: { method: 'GET', path: '/api/clusters/:cluster/findings' },
  readStuck: { method: 'GET', path: '/api/clusters/:cluster/guests/:vmid/stuck' },
  readHistory: { method: 'GET', path: '/api/clusters/:cluster/history' },
  checkPermissions: { method: 'GET', path: '/api/clusters/:cluster/permissions' },
  live: { method: 'GET', path: '/api/clusters/:cluster/live' },

  // diagnosis
  listRules: { method: 'GET', path: '/api/clusters/:cluster/rules' },
  changeRules: { method: 'PUT', path: '/api/clusters/:cluster/rules' },
  snoozeFinding: { method: 'POST', path: '/api/clusters/:cluster/findings/snooze' },
  markFinding: { method: 'POST', path: '/api/clusters/:cluster/findings/on-purpose' },
  reopenFinding: { method: 'POST', path: '/api/clusters/:cluster/findings/reopen' },

  // runs: everything that changes something
  listRunbooks: { method: 'GET', path: '/api/clusters/:cluster/runbooks' },
  listOffers: { method: 'GET', path: '/api/clusters/:cluster/runs/offers' },
  listRuns: { method: 'GET', path: '/api/clusters/:cluster/runs' },
  planRun: { method: 'POST', path: '/api/clusters/:cluster/runs/plan' },
  exportRun: { method: 'POST', path: '/api/clusters/:cluster/runs/export' },
  startRun: { method: 'POST', path: '/api/clusters/:cluster/runs' },
  readRun: { method: 'GET', path: '/api/clusters/:cluster/runs/:run' },
  decideRun: { method: 'POST', path: '/api/clusters/:cluster/runs/:run/decide' },
  signInForRun: { method: 'POST', path: '/api/clusters/:cluster/runs/:run/root' },
  changeFreeze: { method: 'PUT', path: '/api/clusters/:cluster/freeze' },

  // the node channel: listed commands in a node's shell
  readChannel: { method: 'GET', path: '/api/clusters/:cluster/channel' },
  setUpChannel: { method: 'POST', path: '/api/clusters/:cluster/channel/:node' },
  confirmHostKey: { method: 'POST', path: '/api/clusters/:cluster/channel/:node/host-key' },
  proveChannel: { method: 'POST', path: '/api/clusters/:cluster/channel/:node/prove' },
  removeChannel: { method: 'DELETE', path: '/api/clusters/:cluster/channel/:node' },

  listAudit: { method: 'GET', path: '/api/audit' },
  checkAudit: { method: 'GET', path: '/api/audit/check' },

  // the simulated world of the demo
  chooseScenario: { method: 'POST', path: '/api/demo/scenario' },
} as const satisfies Record<string, { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: `/api/${string}` }>

export type RouteName = keyof typeof routes
