import type { NodeRow } from '@steward/contracts'
import type { Subject } from './define-rule.ts'
import type { ByKey, Certificate, Facts, Read } from './facts.ts'
import { nodeSubject, readOnline } from './node-facts.ts'

/** The cluster's own authority is the same file on every node: it is judged once. */
export function certificatesOf(
  part: ByKey<readonly Certificate[]>,
  nodes: Facts['nodes'],
): { node: NodeRow; part: Read<readonly Certificate[]>; certificate: Certificate; subject: Subject }[] {
  const all = readOnline(part, nodes).flatMap(({ node, part: read }) =>
    read.value.map((certificate) => ({
      node,
      part: read,
      certificate,
      subject:
        certificate.filename === authority
          ? ({ kind: 'cluster', id: authority } satisfies Subject)
          : nodeSubject(node.name, certificate.filename),
    })),
  )
  const first = all.findIndex((item) => item.certificate.filename === authority)
  return all.filter((item, index) => item.certificate.filename !== authority || index === first)
}
const authority = 'pve-root-ca.pem'
