import { formatSize } from '../format/numbers.ts'
import { joined, type Writer } from './line.ts'
import { isOn, numbered, readProperty } from './property.ts'

const mebi = 1024 ** 2

/** What a container is made of. */
export function containerLines({ t, config, add }: Writer): void {
  const cores = config['cores']
  const processor = [
    cores === undefined ? t('guest:cpuAll') : t('guest:cpuCores', { count: Number(cores) }),
    config['cpulimit'] && config['cpulimit'] !== '0' ? t('guest:cpuLimit', { limit: config['cpulimit'] }) : null,
  ]
  add(t('guest:processor'), joined(processor, t), ['cores', 'cpulimit', 'cpuunits'])
  const swap = Number(config['swap'] ?? 512)
  const memory = [
    formatSize(Number(config['memory'] ?? 512) * mebi),
    swap > 0 ? t('guest:swap', { size: formatSize(swap * mebi) }) : t('guest:noSwap'),
  ]
  add(t('guest:memory'), joined(memory, t), ['memory', 'swap'])
  const system = [config['ostype'] ?? null, config['arch'] ?? null]
  add(t('guest:system'), joined(system, t) || null, ['ostype', 'arch'])
  add(t('guest:isolation'), isOn(config['unprivileged']) ? t('guest:unprivileged') : t('guest:privileged'), [
    'unprivileged',
  ])
  const features = Object.entries(readProperty(config['features'] ?? '').options)
    .filter(([, value]) => value !== '0')
    .map(([name, value]) => (value === '1' ? name : `${name} ${value.replaceAll(';', '/')}`))
  add(t('guest:features'), features.length > 0 ? features.join(t('guest:comma')) : null, ['features'])
  const dns = [config['nameserver'] ?? null, config['searchdomain'] ?? null]
  add(t('guest:dns'), joined(dns, t) || null, ['nameserver', 'searchdomain'])
  const devices = numbered(config, /^dev\d+$/)
  const paths = devices.map((key) => {
    const { first, options } = readProperty(config[key] ?? '')
    return first ?? options['path'] ?? ''
  })
  add(t('guest:passthrough'), devices.length > 0 ? paths.join(t('guest:comma')) : null, devices)
  add(t('guest:timezone'), config['timezone'] ?? null, ['timezone'])
}
