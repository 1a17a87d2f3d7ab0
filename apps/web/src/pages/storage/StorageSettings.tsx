import type { StorageRow } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { pve } from '../../api/pve.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { storageRight } from './StorageChart.tsx'

/** An entry of `/storage`, which PVE answers from its own settings without touching the storage. */
type WireStorage = {
  storage: string
  type: string
  path?: string
  server?: string
  export?: string
  share?: string
  datastore?: string
  pool?: string
  vgname?: string
  thinpool?: string
  nodes?: string
  disable?: number
  'prune-backups'?: string | Record<string, string>
}

const shown = [
  ['server', 'server'],
  ['export', 'share'],
  ['share', 'share'],
  ['datastore', 'share'],
  ['path', 'path'],
  ['pool', 'pool'],
  ['vgname', 'pool'],
  ['thinpool', 'pool'],
] as const

export function StorageSettings({ row }: { row: StorageRow }) {
  const t = useT()
  const cluster = useClusterId()
  const query = useQuery({ ...pve<WireStorage[]>()(cluster, 'storageConfig', {}), staleTime: 60_000 })
  return (
    <Sec label={t('storage:config')} small={t('storage:configSmall')}>
      <PveAnswer query={query} right={storageRight(row.storage)} node={inSentence(row.node)}>
        {(all) => {
          const found = all.find(({ storage }) => storage === row.storage)
          return found ? <Settings found={found} /> : <p className="s dim">{t('storage:noConfig')}</p>
        }}
      </PveAnswer>
    </Sec>
  )
}

function Settings({ found }: { found: WireStorage }) {
  const t = useT()
  const rows = shown.flatMap(([key, word]) => {
    const value = found[key]
    if (value === undefined || value === '') return []
    return [{ label: t(`storage:${word}`), value: <Quote text={value} max={200} mono />, raw: key }]
  })
  const prune = found['prune-backups']
  const kept =
    prune === undefined || typeof prune === 'string'
      ? prune
      : Object.entries(prune)
          .map(([name, count]) => `${name}=${count}`)
          .join(', ')
  return (
    <KeyValues
      rows={[
        ...rows,
        ...(kept === undefined
          ? []
          : [{ label: t('storage:prune'), value: <Quote text={kept} max={200} mono />, raw: 'prune-backups' }]),
        {
          label: t('storage:onlyNodes'),
          value: found.nodes === undefined ? t('storage:allNodes') : <Quote text={found.nodes} max={200} />,
          raw: 'nodes',
        },
        ...(found.disable === 1 ? [{ label: t('storage:off'), value: t('storage:offYes'), raw: 'disable' }] : []),
      ]}
    />
  )
}
