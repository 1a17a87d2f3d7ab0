import type { NodeAnswer, Picture } from '@steward/snapshot'

/**
 * The view of the node that was asked, and of every other member its own view or why there is none: in a split, and
 * while a node is cut off, each node tells another story and all of them are needed.
 */
export function ownViews(
  main: NodeAnswer,
  others: {
    picture: Picture
    answers: ReadonlyMap<string, NodeAnswer>
    /** Nodes that can be asked directly. */
    known: ReadonlySet<string>
  },
): NodeAnswer[] {
  const { picture, answers, known } = others
  const members = [...picture.nodes.values()].filter((node) => node.name !== main.node && !node.ghost)
  return [
    main,
    ...members.map(
      ({ name }) =>
        answers.get(name) ?? {
          node: name,
          status: null,
          ha: null,
          readAt: null,
          notAsked: known.has(name) ? ('not-yet' as const) : ('no-address' as const),
        },
    ),
  ]
}
