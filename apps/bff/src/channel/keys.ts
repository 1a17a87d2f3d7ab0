import ssh2 from 'ssh2'

export type KeyPair = { publicKey: string; privateKey: string }

/**
 * A new ed25519 pair in OpenSSH's own form. The library writes about one in three hundred so that it cannot read it back
 * (ssh2 1.17): each is tried before it is used.
 */
export function makeKeyPair(comment: string): KeyPair {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment })
    if (signs(pair.private, pair.public)) return { publicKey: pair.public, privateKey: pair.private }
  }
}

/** What the private part signs, the public part verifies. */
export function signs(privateKey: string, publicKey: string): boolean {
  const [own, shown] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)]
  if (own instanceof Error || shown instanceof Error) return false
  const signature: unknown = own.sign('steward')
  return Buffer.isBuffer(signature) && shown.verify('steward', signature) === true
}
