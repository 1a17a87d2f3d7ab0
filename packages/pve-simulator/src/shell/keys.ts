import ssh2 from 'ssh2'

/** The library now and then writes a key that it cannot read itself (ssh2 1.17). */
export function makeKey(): { readonly private: string; readonly public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519')
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair
  }
}
