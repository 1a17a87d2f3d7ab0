import { joined, type Writer } from './line.ts'
import { isOn, readProperty } from './property.ts'

/** What both kinds share: starting with the node, protection, where it came from. */
export function startLines({ t, config, add }: Writer): void {
  const { options, first } = readProperty(config['startup'] ?? '')
  const order = options['order'] ?? (/^\d+$/.test(first ?? '') ? first : undefined)
  const parts = [
    isOn(config['onboot']) ? t('guest:starts') : t('guest:startsNot'),
    order ? t('guest:startOrder', { order }) : null,
    options['up'] ? t('guest:startUp', { seconds: options['up'] }) : null,
    options['down'] ? t('guest:startDown', { seconds: options['down'] }) : null,
  ]
  add(t('guest:atStart'), joined(parts, t), ['onboot', 'startup'])
  add(t('guest:protection'), isOn(config['protection']) ? t('guest:protected') : null, ['protection'])
  add(t('guest:hookscript'), config['hookscript'] ?? null, ['hookscript'])
  const meta = readProperty(config['meta'] ?? '').options
  const created = meta['ctime'] ? new Date(Number(meta['ctime']) * 1000).toISOString().slice(0, 10) : null
  const origin = [created, meta['creation-qemu'] ? `QEMU ${meta['creation-qemu']}` : null]
  add(t('guest:created'), config['meta'] === undefined ? null : joined(origin, t) || null, ['meta'])
  const uuid = readProperty(config['smbios1'] ?? '').options['uuid']
  add('UUID', uuid ?? null, ['smbios1', 'vmgenid'])
}
