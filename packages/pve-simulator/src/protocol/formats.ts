/** The named formats of PVE's schema that people really run into. An unknown format accepts everything. */
type FormatCheck = (value: string) => string | undefined

const matching =
  (pattern: RegExp, text: (value: string) => string): FormatCheck =>
  (value) =>
    pattern.test(value) ? undefined : text(value)

const says = (text: string) => (): string => text
const dnsLabel = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/
const ipv6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/

export const privileges = { isKnown: (_name: string): boolean => true }

const formats: Record<string, FormatCheck> = {
  'pve-vmid': matching(/^[1-9]\d{2,8}$/, says('value does not look like a valid VM ID')),
  'pve-node': matching(new RegExp(`^${dnsLabel}$`), says('value does not look like a valid node name')),
  'dns-name': matching(
    new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`),
    says('value does not look like a valid DNS name'),
  ),
  'pve-configid': matching(/^[a-zA-Z][a-zA-Z0-9_-]+$/, (v) => `invalid configuration ID '${v}'`),
  'pve-storage-id': matching(
    /^[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]$/,
    (v) => `storage ID '${v}' contains illegal characters`,
  ),
  'pve-iface': matching(/^[a-zA-Z][a-zA-Z0-9_]{1,20}(?:[:.]\d+)?$/, (v) => `invalid network interface name '${v}'`),
  'pve-tag': matching(/^[a-z0-9_][a-z0-9_\-+.]*$/i, says('invalid characters in tag')),
  'pve-poolid': matching(
    /^[A-Za-z0-9.\-_]+(?:\/[A-Za-z0-9.\-_]+){0,2}$/,
    (v) => `pool name '${v}' contains invalid characters`,
  ),
  'pve-roleid': matching(/^[A-Za-z0-9.\-_]+$/, (v) => `role name '${v}' contains invalid characters`),
  'pve-groupid': matching(/^[A-Za-z0-9.\-_]+$/, (v) => `group name '${v}' contains invalid characters`),
  'pve-realm': matching(/^[A-Za-z][A-Za-z0-9.\-_]+$/, says('value does not look like a valid realm name')),
  'pve-userid': matching(
    /^[^\s:/]+@[A-Za-z][A-Za-z0-9.\-_]+$/,
    (v) => `value '${v}' does not look like a valid user name`,
  ),
  'pve-priv': (v) => (privileges.isKnown(v) ? undefined : `invalid privilege '${v}'`),
  'pve-task-status-type': (v) => (/^(?:ok|error|warning|unknown)$/i.test(v) ? undefined : `invalid status '${v}'`),
  'pve-startup-order': (v) =>
    v.split(',').every((part) => /^(?:(?:order=)?\d+|up=\d+|down=\d+)$/.test(part.trim()))
      ? undefined
      : 'unable to parse startup options',
  urlencoded: matching(/^[-%a-zA-Z0-9_.!~*'()]*$/, (v) => `invalid urlencoded string: ${v}`),
  ip: (v) => (ipv4.test(v) || ipv6.test(v) ? undefined : 'value does not look like a valid IP address'),
  ipv4: matching(ipv4, says('value does not look like a valid IPv4 address')),
  ipv6: matching(ipv6, says('value does not look like a valid IPv6 address')),
  address: (v) =>
    ipv4.test(v) || ipv6.test(v) || new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`).test(v)
      ? undefined
      : 'value does not look like a valid address',
  'mac-addr': matching(
    /^[0-9a-fA-F][02468aceACE](?::[0-9a-fA-F]{2}){5}$/,
    says('value does not look like a valid unicast MAC address'),
  ),
  'pve-qm-ipconfig': ipconfig,
}

/** The two rules of `ipconfigN` that a wizard can break: a gateway needs an address of its kind. */
function ipconfig(value: string): string | undefined {
  const parts = new Map(value.split(',').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const lacking = [
    ['gw', 'ip'],
    ['gw6', 'ip6'],
  ].find(([key, needed]) => parts.has(key ?? '') && !parts.has(needed ?? ''))
  if (lacking) return `format error\n@.${lacking[1]}: missing property required by '@.${lacking[0]}'`
  const strange = [...parts.keys()].find((key) => !['ip', 'ip6', 'gw', 'gw6'].includes(key))
  return strange === undefined
    ? undefined
    : `format error\n@.${strange}: property is not defined in schema and the schema does not allow additional properties`
}

const split = (value: string): string[] => value.split(/[,;\s\0]+/).filter((part) => part !== '')

/** The complaint about a value, or nothing. `-list` and `-opt` variants are derived as in pve-common's JSONSchema.pm. */
export function formatProblem(format: string, value: string, name: string): string | undefined {
  const own = formats[format]
  if (own) return own(value)?.replaceAll('@', name)
  const listed = /^(.*)-a?list$/.exec(format)?.[1]
  const single = listed === undefined ? undefined : formats[listed]
  if (single)
    return split(value)
      .map(single)
      .find((text) => text !== undefined)
  const optional = /^(.*)-opt$/.exec(format)?.[1]
  const inner = optional === undefined ? undefined : formats[optional]
  return inner && value !== '' ? inner(value) : undefined
}
