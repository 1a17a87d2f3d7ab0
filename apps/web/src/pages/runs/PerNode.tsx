import { useT } from '../../messages/LocaleProvider.tsx'
import { useAddress } from '../../routes/use-address.ts'
import { SelectField } from '../../ui/Field.tsx'

const choices = [1, 2, 4, 8, 16]
const usual = 4

/** How many at a time on one node; kept in the address, and another plan. */
export function PerNode() {
  const t = useT()
  const { search, change } = useAddress()
  if (search.guests === undefined) return null
  const chosen = Number(search.perNode ?? usual)
  return (
    <div className="pernode">
      <SelectField label={t('run:perNode')} value={chosen} onChange={({ target }) => change({ perNode: target.value })}>
        {[...new Set([...choices, chosen])]
          .toSorted((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
      </SelectField>
    </div>
  )
}
