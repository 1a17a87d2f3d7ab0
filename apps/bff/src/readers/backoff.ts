/** Waiting times after failures in a row: 5 s, doubling to a minute, so that a dead PVE is asked politely. */
export const backoffMs = (failures: number) => Math.min(60_000, 5000 * 2 ** Math.max(0, failures - 1))

/** A part that PVE refuses for lack of rights is tried again this rarely: somebody may grant them. */
export const noRightRetryMs = 120_000

/** A refused token is tried again this rarely: a join makes a node refuse everybody for a while, and a lock-out by retries must not happen. */
export const refusedRetryMs = (failures: number) => Math.min(300_000, 30_000 * 2 ** Math.max(0, failures - 1))
