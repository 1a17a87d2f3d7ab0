import { useT } from '../../messages/LocaleProvider.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { type FilterKey, stateFilters } from './filter.ts'

/** A value of a filter as people say it. */
export function ValueWord({ name, value }: { name: FilterKey; value: string }) {
  const t = useT()
  if (name === 'kind') return t(value === 'lxc' || value === 'ct' ? 'facts:kindLxc' : 'facts:kindQemu')
  const state = name === 'state' ? stateFilters.find((one) => one === value) : undefined
  return state ? t(`guests:state-${state}`) : <Quote text={value} max={40} />
}
