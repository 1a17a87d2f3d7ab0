import { useQuery } from '@tanstack/react-query'
import { q } from '../../api/query.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useNodes } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { useAdministers } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

const pvePort = 8006

/**
 * PVE's own page of something on a node: `node/alder`, `storage/alder/local`. Any node shows everything, so the way leads
 * over the node itself when its address is known, else over another one.
 */
export function OpenInPve({ node, id }: { node: string; id: string }) {
  const t = useT()
  const cluster = useClusterId()
  const admin = useAdministers(cluster)
  const nodes = useNodes().rows
  const connections = useQuery({ ...q('listConnections'), enabled: admin, staleTime: 60_000 })
  const endpoints = connections.data?.find((one) => one.id === cluster)?.endpoints ?? []
  const known = endpoints.find((one) => one.node === node) ?? endpoints.find(({ reachable }) => reachable !== false)
  const told =
    nodes.find((one) => one.name === node && one.state === 'online')?.address ??
    nodes.find((one) => one.state === 'online' && one.address !== null)?.address
  const way = known ?? (told ? { host: told, port: pvePort } : undefined)
  if (!way)
    return (
      <Button icon="out" off={t('node:openPveOff')}>
        {t('node:openPve')}
      </Button>
    )
  const host = way.host.includes(':') && !way.host.startsWith('[') ? `[${way.host}]` : way.host
  return (
    <a
      className="btn"
      href={`https://${host}:${way.port}/#v1:0:=${encodeURIComponent(id)}`}
      target="_blank"
      rel="noreferrer"
    >
      <Icon name="out" size={14} />
      {t('node:openPve')}
    </a>
  )
}
