import type { NodeRow } from '@steward/contracts'
import { Link, useParams } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { whyUnknown } from '../../facts/guest-state.ts'
import { useNodes } from '../../facts/use-facts.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { Level } from '../../ui/Level.tsx'
import { Empty, Unknown } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { CertificatesSection } from './CertificatesSection.tsx'
import { DisksSection } from './DisksSection.tsx'
import { NodeCharts } from './NodeCharts.tsx'
import { NodeGuests } from './NodeGuests.tsx'
import { NodeHead } from './NodeHead.tsx'
import { NodeNow } from './NodeNow.tsx'
import { NodeTasks } from './NodeTasks.tsx'
import { NetworkSection } from './NetworkSection.tsx'
import { RepositoriesSection } from './RepositoriesSection.tsx'
import { ServicesSection } from './ServicesSection.tsx'
import { SoftwareSection } from './SoftwareSection.tsx'
import { useNodeParts } from './use-node-parts.ts'
import { worstOf } from './worst.ts'

export function NodePage() {
  const t = useT()
  const cluster = useClusterId()
  const { node: name = '' } = useParams({ strict: false })
  const nodes = useNodes()
  const node = nodes.rows.find((one) => one.name === name)
  if (node) return <OneNode key={node.id} node={node} />
  const said = t('node:missing', { node: inSentence(name) })
  return (
    <>
      <PageHead title={nodes.isLoading || nodes.error ? inSentence(name) : said} />
      <FactsFrame facts={nodes}>
        <Empty
          title={said}
          action={
            <Link {...paths.nodes(cluster)} className="link">
              {t('node:toNodes')}
            </Link>
          }
        >
          {t('node:missingWhy')}
        </Empty>
      </FactsFrame>
    </>
  )
}

function OneNode({ node }: { node: NodeRow }) {
  const t = useT()
  const parts = useNodeParts(node)
  const said = inSentence(node.name)
  return (
    <>
      <NodeHead node={node} />
      <Level worst={worstOf(node, parts)} />
      <NodeNow node={node} parts={parts} />
      <NodeGuests node={node} />
      {parts.mayAsk ? (
        <>
          <NodeCharts node={node} />
          <ServicesSection parts={parts} node={said} />
          <DisksSection parts={parts} node={said} />
          <NetworkSection parts={parts} node={said} />
          <SoftwareSection parts={parts} node={said} />
          <CertificatesSection parts={parts} node={said} />
          <RepositoriesSection parts={parts} node={said} />
        </>
      ) : (
        <Sec label={t('node:notAsked')}>
          <div className="stack tight">
            <Unknown why={whyUnknown(node.unknown ?? 'node-offline', t)} />
            <p className="s dim">{t('node:notAskedWhy')}</p>
          </div>
        </Sec>
      )}
      <NodeTasks node={node} />
    </>
  )
}
