import { defineRule } from '../define-rule.ts'
import { seen } from '../evidence.ts'
import { dataDisksOf } from '../guest-config.ts'
import { guestParams } from '../guest-facts.ts'

/** A disabled storage is left out of every list; guests with a disk on it cannot start. */
export const storageDisabledInUse = defineRule({
  id: 'storage-disabled-in-use',
  area: 'storage',
  severity: 'warning',
  needs: ['storageConfig', 'guests', 'guestConfigs'],
  fix: 'enable-storage',
  check: ({ storageConfig, guests, guestConfigs }) =>
    storageConfig.value
      .filter((storage) => storage.disable === 1)
      .flatMap((storage) => {
        const users = guests.value.filter((guest) => {
          const config = guestConfigs.read.get(guest.id)
          return config !== undefined && dataDisksOf(config.value).some((disk) => disk.storage === storage.storage)
        })
        const [first] = users
        if (!first) return []
        return [
          {
            subject: { kind: 'storage' as const, id: storage.storage },
            params: { storage: storage.storage, count: users.length, first: guestParams(first).guest },
            evidence: [seen(storageConfig, `disable of ${storage.storage}`, storage.disable)],
          },
        ]
      }),
})
