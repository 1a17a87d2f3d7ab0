import { X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

export interface Certificate {
  readonly key: string
  readonly cert: string
  readonly fingerprint: string
}

const known = new Map<string, Promise<Certificate>>()

/** One per scenario, node and renewal for as long as the process lives, so that a pin stays good over a switch and back. */
export function certificateFor(scenario: string, node: string, serial: number, days: number): Promise<Certificate> {
  const id = `${scenario} ${node} ${serial}`
  const made = known.get(id) ?? make(node, days)
  known.set(id, made)
  return made
}

async function make(node: string, days: number): Promise<Certificate> {
  const pair = await generate(
    [
      { shortName: 'OU', value: 'PVE Cluster Node' },
      { shortName: 'O', value: 'Proxmox Virtual Environment' },
      { shortName: 'CN', value: `${node}.home.arpa` },
    ],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() - 30 * 86_400_000),
      notAfterDate: new Date(Date.now() + days * 86_400_000),
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: node },
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  )
  return { key: pair.private, cert: pair.cert, fingerprint: new X509Certificate(pair.cert).fingerprint256 }
}
