export type VersionDifference = {
  topic: string
  /** First release with this behaviour; where a package made the change, its version is in `source`. */
  from: string
  behaviour: string
  /** PVE's own file or package, or "measured on 9.2". */
  source: string
}

/** What differs between the versions we work with, as far as this client or its users must know. */
export const versionDifferences: readonly VersionDifference[] = [
  {
    topic: 'error text',
    from: '8.3',
    behaviour: 'The JSON body of an error has `message`; before, only the status line has the text.',
    source: 'pve-http-server 5.2.0, PVE/APIServer/AnyEvent.pm',
  },
  {
    topic: '401 text',
    from: '8.4',
    behaviour: 'Every bad ticket or token reads `Authentication failed!`; before, the cause was told.',
    source: 'pve-manager 8.4.17 and 9.1.5, PVE/HTTPServer.pm',
  },
  {
    topic: 'body limit',
    from: '8.4',
    behaviour: 'Request bodies up to 512 KiB; before 64 KiB.',
    source: 'pve-http-server 5.2.1, PVE/APIServer/AnyEvent.pm',
  },
  {
    topic: 'second factor',
    from: '8.0',
    behaviour: '`new-format` is ignored; 7.x needs it to hand out a challenge.',
    source: 'pve-access-control, PVE/API2/AccessControl.pm',
  },
  {
    topic: 'HA groups',
    from: '9.0',
    behaviour: 'Replaced by rules: haRules exists, haGroups fails with `ha groups have been migrated to rules`.',
    source: 'pve-ha-manager 5.0, PVE/API2/HA/Groups.pm; measured on 9.2',
  },
  {
    topic: 'guest agent privilege',
    from: '9.0',
    behaviour:
      'VM.GuestAgent.* instead of VM.Monitor; a role with a privilege the version does not know is refused (400).',
    source: 'pve-access-control 9.0.2, PVE/AccessControl.pm; measured on 9.2',
  },
  {
    topic: 'resources',
    from: '9.0',
    behaviour: 'Rows of type `network`, and `memhost` on guests.',
    source: 'pve-manager, PVE/API2/Cluster.pm; measured on 9.2',
  },
  {
    topic: 'history',
    from: '9.0',
    behaviour:
      'Timeframe `decade` for nodes, finer steps, memhost and pressure*; right after an upgrade old data is merged in.',
    source: 'pve-manager, PVE/API2/Nodes.pm',
  },
  {
    topic: 'pressure',
    from: '9.0',
    behaviour: 'Guests carry pressure*; containers as strings such as "0.00".',
    source: 'measured on 9.2',
  },
  {
    topic: 'memory',
    from: '9.0',
    behaviour: 'A node tells `memory.available`.',
    source: 'pve-manager, PVE/API2/Nodes.pm',
  },
  {
    topic: 'overrule-shutdown',
    from: '8.2',
    behaviour: 'Stop takes `overrule-shutdown`.',
    source: 'qemu-server 8.1.2, PVE/API2/Qemu.pm',
  },
  {
    topic: 'container addresses',
    from: '8.0',
    behaviour: 'lxcInterfaces exists; `ip-addresses` beside inet and inet6 came later.',
    source: 'pve-container, PVE/API2/LXC.pm',
  },
  {
    topic: 'task log',
    from: '8.0',
    behaviour: '`limit=0` means to the end of the log.',
    source: 'pve-manager, PVE/API2/Tasks.pm',
  },
  {
    topic: 'token list of TFA',
    from: '8.0',
    behaviour: 'A token may list second factors; changing them needs a ticket in every version.',
    source: 'pve-access-control 8.0.2, PVE/API2/TFA.pm',
  },
]
