import type { QuorumFacts } from '@steward/contracts'
import type { Frame, Ground } from './shape.ts'

/**
 * The line the frames stand on is the membership: unbroken between nodes that see each other, with a gap at a split,
 * broken under a node that is gone.
 */
export function drawGround(
  frames: readonly Frame[],
  quorum: QuorumFacts,
  { gap, width }: { gap: number; width: number },
): Ground[] {
  return frames.map((frame, index) => {
    const base = frame.y + frame.height
    const gone = isGone(frame)
    const joins = (other: Frame | undefined) =>
      other !== undefined &&
      other.y + other.height === base &&
      !gone &&
      !isGone(other) &&
      sideOf(quorum, frame.node.name) === sideOf(quorum, other.node.name)
    const before = joins(frames[index - 1]) ? gap / 2 : 2
    const after = joins(frames[index + 1]) ? gap / 2 : 2
    return {
      from: Math.max(0, frame.x - before),
      to: Math.min(width, frame.x + frame.width + after),
      y: base,
      gone,
    }
  })
}

/** Lost to the cluster and to Steward. A node that only the others do not see still stands, behind a gap. */
export const isGone = ({ node, answers }: Frame): boolean => node.ghost || (node.state === 'offline' && !answers)

/** Nodes with the same list of who is online are on the same side. */
function sideOf({ views }: QuorumFacts, node: string): string {
  const own = views.find((view) => view.node === node && view.online !== null)
  const seenBy = own ?? views.find((view) => view.online?.includes(node))
  return seenBy?.online?.join(' ') ?? ''
}
