import type { PveVersion, WorldDescription } from '../world/description.ts'
import { brokenEverything } from './broken-everything.ts'
import { deadStorage } from './dead-storage.ts'
import { ghostNode } from './ghost-node.ts'
import { halfRepaired } from './half-repaired.ts'
import { healthy } from './healthy.ts'
import { homeLab } from './home-lab.ts'
import { hungShutdown } from './hung-shutdown.ts'
import { joinable } from './joinable.ts'
import { large } from './large.ts'
import { neglected } from './neglected.ts'
import { poorToken } from './poor-token.ts'
import { singleNode } from './single-node.ts'
import { split } from './split.ts'
import { staleLocks } from './stale-locks.ts'
import { threeNodesOneDead } from './three-nodes-one-dead.ts'
import { twoNodesOneDown } from './two-nodes-one-down.ts'
import { worn } from './worn.ts'

export interface ScenarioFlags {
  readonly pve: PveVersion
  /** How many guests `large` has. */
  readonly guests?: number | undefined
}

export type Scenario = (flags: ScenarioFlags) => WorldDescription

export const scenarios: Readonly<Record<string, Scenario>> = {
  'home-lab': homeLab,
  healthy,
  'broken-everything': brokenEverything,
  neglected,
  worn,
  'single-node': singleNode,
  'two-nodes-one-down': twoNodesOneDown,
  'half-repaired': halfRepaired,
  'three-nodes-one-dead': threeNodesOneDead,
  split,
  'ghost-node': ghostNode,
  'hung-shutdown': hungShutdown,
  'stale-locks': staleLocks,
  'dead-storage': deadStorage,
  'poor-token': poorToken,
  joinable,
  large,
}
