import type { Said } from '@steward/contracts'
import type { Step } from '../define-runbook.ts'
import type { Look, TaskEndNow } from '../look.ts'
import { say } from '../say.ts'

type Place = { node: string; vmid: number }

/**
 * After a stop or a rollback PVE's own clean-up may hold the guest's lock file for up to 30 s although no task runs
 * (docs/pve-behaviour.md, locks). Then, and only then, the same request is right once more.
 */
export async function heldByCleanUp(
  { words }: Pick<TaskEndNow, 'words'>,
  look: Look,
  { node, vmid }: Place,
): Promise<{ says: Said; afterSec: number } | null> {
  if (!/can't lock file .* - got timeout/.test(words)) return null
  const holders = (await look.activeTasks(node)).filter((task) => task.id === String(vmid))
  return holders.length === 0 ? { says: say('power.again-clean-up'), afterSec: 20 } : null
}

/** For steps whose request fails before it has done anything while the lock file is held. */
export const afterCleanUp =
  (place: Place): NonNullable<Step['again']> =>
  (end, look) =>
    heldByCleanUp(end, look, place)
