import type { GuestRow } from '@steward/contracts'
import { useMemo } from 'react'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { fromSort, toSort, useAddress } from '../../routes/use-address.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { FilterBar, PickBox, SearchBox } from '../../ui/FilterBar.tsx'
import { inSentence } from '../overview/picture.ts'
import { arrangeVolumes, filterVolumes, isSortable, type WireVolume } from './content.ts'
import { volumeColumns } from './volume-columns.tsx'
import { contentWord, inContentOrder } from './words.ts'

export type Place = { node: string; shared: boolean; guests: readonly GuestRow[] | null }

export function ContentTable({ volumes, place }: { volumes: readonly WireVolume[]; place: Place }) {
  const t = useT()
  const cluster = useClusterId()
  const { search, settled, change } = useAddress()
  const sort = useMemo(() => toSort(search.sort, isSortable), [search.sort])
  const shown = useMemo(() => arrangeVolumes(filterVolumes(volumes, settled), sort), [volumes, settled, sort])
  const columns = useMemo(() => volumeColumns(t, cluster, place), [t, cluster, place])
  const choices = useMemo(() => {
    const names = new Map(place.guests?.map((guest) => [guest.id, guest.name]))
    const content = inContentOrder([...new Set(volumes.map((volume) => volume.content))])
    const ids = [...new Set(volumes.flatMap(({ vmid }) => (vmid === undefined ? [] : [vmid])))].toSorted(
      (a, b) => a - b,
    )
    return {
      content: content.map((value) => ({ value, label: contentWord(value, t) })),
      guest: ids.map((id) => {
        const name = names.get(String(id))
        return { value: String(id), label: name ? `${inSentence(name)} (${id})` : String(id) }
      }),
    }
  }, [volumes, place.guests, t])
  return (
    <div className="contenttable">
      <FilterBar>
        <SearchBox
          words={search.q ?? ''}
          onWords={(q) => change({ q })}
          placeholder={t('storage:searchHint')}
          label={t('storage:search')}
        />
        <PickBox
          label={t('storage:contentKind')}
          value={search.content}
          any={t('storage:allContent')}
          options={choices.content}
          onPick={(content) => change({ content })}
        />
        <PickBox
          label={t('storage:guest')}
          value={search.guest}
          any={t('storage:allGuests')}
          options={choices.guest}
          onPick={(guest) => change({ guest })}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <p className="s dim">{t('storage:fitsNot')}</p>
      ) : (
        <DataTable
          label={t('storage:contents')}
          arranged
          columns={columns}
          rows={shown}
          keyOf={({ volid }) => volid}
          sort={sort ?? undefined}
          onSort={(next) => change({ sort: fromSort(next) })}
        />
      )}
    </div>
  )
}
