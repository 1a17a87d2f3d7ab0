import {
  createApi,
  createTransport,
  probeCertificate,
  PveError,
  type PveApi,
  type PveEndpoint,
  type PveTransport,
} from '@steward/pve-client'
import { CannotCheck, type Options } from './options.ts'
import { safeText } from './safe-text.ts'

export type Connected = { api: PveApi; transport: PveTransport }

/**
 * Asks each address once. Its answer tells the node's name, and that a node's own view of the cluster can be had.
 *
 * @throws CannotCheck with what to do when a certificate is another one, the token is refused, or nothing answers.
 */
export async function connect({ endpoints, token }: Pick<Options, 'endpoints' | 'token'>): Promise<Connected> {
  const named = endpoints.map((endpoint): PveEndpoint => ({ ...endpoint, name: `${endpoint.host}:${endpoint.port}` }))
  const transport = createTransport({ endpoints: named })
  const api = createApi(transport, { kind: 'token', token })
  try {
    const answers = await Promise.all(named.map((endpoint) => askName(endpoint, api)))
    const silent = answers.every(({ failure }) => failure !== null) ? answers[0] : undefined
    if (silent?.failure) throw await explain(silent.failure, silent.endpoint)
    transport.update(answers.map(({ endpoint }) => endpoint))
    return { api, transport }
  } catch (error) {
    await transport.close()
    throw error
  }
}

type Answer = { endpoint: PveEndpoint; failure: PveError | null }

/** The node's own name where it tells it; one of several addresses may be silent, as after a power cut. */
async function askName(endpoint: PveEndpoint, api: PveApi): Promise<Answer> {
  try {
    const { data } = await api.call('clusterStatus', {}, { via: endpoint.name })
    const name = data.find((row) => row.type === 'node' && row.local)?.name ?? endpoint.name
    return { endpoint: { ...endpoint, name }, failure: null }
  } catch (error) {
    if (!(error instanceof PveError)) throw error
    if (error.kind === 'certificate-changed' || error.kind === 'certificate-untrusted' || error.kind === 'unauthorized')
      throw await explain(error, endpoint)
    // A token without rights may not read this and may still read what the rules need.
    return { endpoint, failure: error.kind === 'forbidden' ? null : error }
  }
}

/** What a failure means for the person at the terminal. */
export async function explain(error: PveError, { host, port, fingerprint }: Omit<PveEndpoint, 'name'>) {
  const where = `${host}:${port}`
  switch (error.kind) {
    case 'certificate-changed':
    case 'certificate-untrusted': {
      const offered = error.seenFingerprint ?? (await offeredBy(host, port))
      return new CannotCheck(
        `${where} shows ${fingerprint === null ? 'a certificate that this system does not trust' : 'another certificate than the pinned one'}. Nothing was sent.
  offered: ${offered}
${fingerprint === null ? '' : `  pinned:  ${fingerprint}\n`}Compare the offered one on the node itself, and pass it with --fingerprint only if they are equal:
  openssl x509 -noout -fingerprint -sha256 -in /etc/pve/local/pveproxy-ssl.pem   (or pve-ssl.pem, if there is none)`,
      )
    }
    case 'unauthorized':
      return new CannotCheck(
        `${where} refuses the token. Check that the file holds user@realm!name=secret of a token that exists and has not expired (Datacenter, Permissions, API Tokens).`,
      )
    case 'forbidden':
      return new CannotCheck(
        `The token may not read this cluster. Give it the role PVEAuditor on "/" (Datacenter, Permissions); with privilege separation the token itself needs it.`,
      )
    default:
      return new CannotCheck(
        `${where} cannot be asked: ${safeText(error.reason)}. Check the address, the port (8006 is usual), the node and the network.`,
      )
  }
}

const offeredBy = (host: string, port: number) =>
  probeCertificate({ host, port }).then(
    (seen) => seen.fingerprint,
    () => 'could not be read',
  )
