import { useQuery } from '@tanstack/react-query'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { PvePart } from '../guests/guest/PvePart.tsx'
import { rootRight } from './root-right.ts'

/** PVE's own keys: each option is a property string of its own, so they are shown as they are. */
export function OptionsSection({ name }: { name: string | null }) {
  const t = useT()
  const cluster = useClusterId()
  const options = useQuery({ ...pve<Record<string, unknown>>()(cluster, 'clusterOptions', {}), staleTime: 60_000 })
  return (
    <Sec label={t('cluster:options')} small={t('cluster:optionsSmall')}>
      <PvePart query={options} right={rootRight}>
        {(data) => {
          const set = Object.entries(data).flatMap(([key, value]) => {
            const text = sayValue(value)
            return text === '' ? [] : [{ label: key, value: <Quote text={text} max={400} mono /> }]
          })
          const known = name === null ? [] : [{ label: t('cluster:name'), value: <Quote text={name} max={63} /> }]
          if (set.length + known.length === 0) return <p className="s dim">{t('cluster:optionsNone')}</p>
          return <KeyValues rows={[...known, ...set]} />
        }}
      </PvePart>
    </Sec>
  )
}

function sayValue(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(sayValue).join(', ')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, inner]) => `${key}=${sayValue(inner)}`)
    .join(', ')
}
