/**
 * Lines that may be written into files of a node. Both files are read by programs of root, and some of their lines name
 * programs to run or files to write: only these kinds of lines pass, here and in the dispatcher. Comments are plain too:
 * ifupdown2 renders the whole file as a template first (ifupdown2: ifupdown/networkinterfaces.py).
 */
const corosyncKeys = [
  'allow_downscale|auto_tie_breaker|expected_votes|last_man_standing|last_man_standing_window|provider|two_node|wait_for_all',
  'algorithm|host|model|sync_timeout|tie_breaker|timeout|tls|votes',
  'debug|to_syslog',
  'name|nodeid|quorum_votes|ring[0-7]_addr',
  'cluster_name|config_version|crypto_cipher|crypto_hash|ip_version|link_mode|secauth|token|token_coefficient|transport|version',
  'bindnetaddr|knet_link_priority|knet_transport|linknumber|mcastport',
].join('|')
const sections = 'device|interface|logging|net|node|nodelist|quorum|totem|heuristics'
const corosyncLine = new RegExp(
  `^[ \\t]*(?:#[A-Za-z0-9 .,:/_-]*|(?:${sections}) *\\{|\\}|(?:${corosyncKeys}): *[A-Za-z0-9.:_-]+)?[ \\t]*$`,
)

const option = [
  '(?:address|netmask|gateway|broadcast) [0-9A-Fa-f.:/]+',
  'mtu [0-9]+',
  'bridge-(?:ports|vids|stp|fd|vlan-aware|pvid) [A-Za-z0-9. -]+',
  'bond-(?:slaves|mode|miimon|primary|xmit-hash-policy|lacp-rate) [A-Za-z0-9.+ -]+',
  'vlan-(?:id|raw-device) [A-Za-z0-9.]+',
].join('|')
const interfacesLine = new RegExp(
  `^[ \\t]*(?:#[A-Za-z0-9 .,:/_-]*|(?:auto|allow-hotplug) [A-Za-z0-9.]+|iface [A-Za-z0-9.]+ inet6? (?:static|manual|dhcp|auto)|${option})?[ \\t]*$`,
)

const linesFit = (text: string, line: RegExp): boolean =>
  text.endsWith('\n') &&
  text.length < 60_000 &&
  text
    .slice(0, -1)
    .split('\n')
    .every((one) => line.test(one))

/** A whole corosync.conf as PVE writes it, or with votequorum's options. */
export const corosyncText = (text: string): boolean =>
  linesFit(text, corosyncLine) && /^[ \t]*config_version: *[1-9][0-9]*[ \t]*$/m.test(text)

/** Stanzas for /etc/network/interfaces that run nothing. */
export const interfacesText = (text: string): boolean => linesFit(text, interfacesLine)
