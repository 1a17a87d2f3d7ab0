import type { PveVersion, WorldDescription } from '../world/description.ts'
import { homeLab } from './home-lab.ts'
import { large } from './large.ts'
import { singleNode } from './single-node.ts'

export type Scenario = (flags: { readonly pve: PveVersion }) => WorldDescription

export const scenarios: Readonly<Record<string, Scenario>> = {
  'home-lab': homeLab,
  'single-node': singleNode,
  large,
}
