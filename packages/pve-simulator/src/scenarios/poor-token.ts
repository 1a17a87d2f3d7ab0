import type { Scenario } from './index.ts'
import { homeLab } from './home-lab.ts'

/** The house, but the reading token is privilege-separated and nobody gave it any rights: every list is short and every answer 200. */
export const poorToken: Scenario = (flags) => {
  const world = homeLab(flags)
  return { ...world, access: { ...world.access, poorReadingToken: true } }
}
