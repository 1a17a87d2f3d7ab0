import { dispatcherPath, dispatcherText } from './dispatcher.ts'

/** What a person runs as root on a node; shown, never sent. */
export type ChannelCommands = { install: string; remove: string; compare: string }

const keyFile = '/etc/ssh/steward_authorized_keys'
const dropIn = '/etc/ssh/sshd_config.d/steward.conf'

/**
 * The key gets a file of its own: on PVE /root/.ssh/authorized_keys lies in the cluster file system, which cannot be
 * written without quorum, just when the channel is wanted (pve-cluster: src/PVE/Cluster/Setup.pm). Root's own keys stay
 * where they are.
 */
const dropInText = `# Steward's key beside root's own. Removing this file and reloading ssh takes it away.
Match User root
    AuthorizedKeysFile .ssh/authorized_keys .ssh/authorized_keys2 ${keyFile}
`

const heredoc = (file: string, mode: string, text: string) =>
  `install -m ${mode} /dev/stdin ${file} <<'STEWARD'\n${text}STEWARD\n`

/** `sshd -t` stands before the reload: a server that does not start would lock everybody out. */
const reload = 'sshd -t && systemctl reload ssh'

export function channelCommands(publicKey: string): ChannelCommands {
  return {
    install: [
      heredoc(dispatcherPath, '0755', dispatcherText),
      heredoc(keyFile, '0600', `restrict,command="${dispatcherPath}" ${publicKey}\n`),
      heredoc(dropIn, '0644', dropInText),
      `${reload}\n`,
      '# must name steward_authorized_keys\n',
      'sshd -T -C user=root,host=localhost,addr=127.0.0.1 | grep -i authorizedkeysfile\n',
    ].join(''),
    remove: `rm -f ${dropIn} ${keyFile} ${dispatcherPath}\n${reload}\n`,
    compare: 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  }
}
