import type { GuestRow } from '@steward/contracts'
import { vm } from './guests.ts'

export const drive = { ide2: 'local-lvm:vm-100-cloudinit,media=cdrom,size=4M' }
const card = (index: number) => ({ [`net${index}`]: `virtio=BC:24:11:00:00:0${index},bridge=vmbr0` })

/** A machine with a cloud-init drive and one interface, with what shall be different. */
export const cloud = (values: Readonly<Record<string, string>>, more: Partial<GuestRow> = {}) =>
  vm({ ostype: 'l26', ...drive, ...card(0), ...values }, more)
export const twoCards = { ...card(0), ...card(1) }
