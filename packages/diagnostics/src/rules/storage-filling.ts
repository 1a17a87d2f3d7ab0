import type { StorageRow } from '@steward/contracts'
import { defineRule, type Subject } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { isMissing, type Parts } from '../facts.ts'
import { gib, percentOf } from '../figures.ts'
import { guestSubject } from '../guest-facts.ts'
import { oncePerStorage, storageParams, storageSubject, usersOf } from '../storage-facts.ts'

/** Full as a guest meets it: some kilobytes are always left (PVE tells 57344 bytes of a full one). */
const full = 99.5

/** QEMU pauses a guest whose write fails. Which disk it was is not told; one on a full storage is it. */
function pausedBy(row: StorageRow, { guests, guestConfigs }: Pick<Parts, 'guests' | 'guestConfigs'>): Subject[] {
  if (isMissing(guests) || isMissing(guestConfigs)) return []
  const there = { ...guests, value: guests.value.filter((guest) => guest.state === 'io-error') }
  const nodes = row.shared ? new Set(there.value.map((guest) => guest.node)) : [row.node]
  return [...nodes].flatMap((node) =>
    usersOf({ ...row, node }, there, guestConfigs).map((guest) => guestSubject(guest)),
  )
}

/** One finding for a shared storage, whichever node has read it. */
export const storageFilling = defineRule({
  id: 'storage-filling',
  area: 'storage',
  severity: 'warning',
  needs: ['storages'],
  wants: ['guests', 'guestConfigs'],
  settings: {
    filling: { unit: 'percent', home: 85, production: 80, min: 50, max: 99 },
    nearlyFull: { unit: 'percent', home: 95, production: 95, min: 60, max: 100 },
  },
  confirmSec: 60,
  fix: 'free-storage',
  check: ({ storages, guests, guestConfigs }, { settings }) =>
    oncePerStorage(storages.value).flatMap((row) => {
      const percent = row.state === 'available' ? percentOf(row.used, row.max) : null
      if (percent === null || percent < settings.filling) return []
      return [
        {
          subject: storageSubject(row),
          severity: percent >= settings.nearlyFull ? ('critical' as const) : ('warning' as const),
          params: { ...storageParams(row), percent: Math.floor(percent), free: gib((row.max ?? 0) - (row.used ?? 0)) },
          evidence: [seen(storages, `used of ${row.id}`, row.used), seen(storages, `total of ${row.id}`, row.max)],
          explains: percent < full ? [] : pausedBy(row, { guests, guestConfigs }),
        },
      ]
    }),
})
