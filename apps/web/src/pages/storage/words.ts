import type { T } from '../../messages/i18n.ts'
import { inSentence } from '../overview/picture.ts'

export const storageKinds = [
  'dir',
  'nfs',
  'cifs',
  'lvm',
  'lvmthin',
  'zfspool',
  'zfs',
  'rbd',
  'cephfs',
  'iscsi',
  'iscsidirect',
  'btrfs',
  'glusterfs',
  'pbs',
  'esxi',
] as const
export type StorageKind = (typeof storageKinds)[number]

export const contentKinds = ['images', 'rootdir', 'backup', 'iso', 'vztmpl', 'snippets', 'import'] as const
export type ContentKind = (typeof contentKinds)[number]

/** A kind that Steward does not know keeps PVE's own word. */
export function kindWord(kind: string | null, t: T): string {
  if (kind === null) return t('overview:kindUnknown')
  const known = storageKinds.find((one) => one === kind)
  return known ? t(`storage:kind-${known}`) : inSentence(kind, 24)
}

export function contentWord(content: string, t: T): string {
  const known = contentKinds.find((one) => one === content)
  return known ? t(`storage:content-${known}`) : inSentence(content, 24)
}

/** In one order everywhere: PVE's own is accidental. */
export function inContentOrder(content: readonly string[]): string[] {
  const rank = (one: string) => {
    const at = contentKinds.findIndex((known) => known === one)
    return at < 0 ? contentKinds.length : at
  }
  return content.toSorted((a, b) => rank(a) - rank(b))
}
