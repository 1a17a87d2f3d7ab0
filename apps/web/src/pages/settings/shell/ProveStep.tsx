import { api } from '../../../api/client.ts'
import { FormError } from '../../../facts/FormError.tsx'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import type { StepProps } from './NodeChannel.tsx'
import { ProbeList } from './ProbeList.tsx'
import { useChannelAct } from './use-channel-act.ts'

export function ProveStep({ cluster, node, isNow, onDone }: StepProps) {
  const t = useT()
  const act = useChannelAct(cluster, onDone)
  const isFirst = node.state === 'unproven'
  return (
    <>
      {isNow && <p className="s dim">{t('channel:proveWhy')}</p>}
      {/* What was true of another release's script says nothing of the one that is wanted now. */}
      {node.state !== 'outdated' && <ProbeList probes={node.probes} />}
      <FormError error={act.error} />
      <div className="acts">
        <Button
          look={isNow ? 'primary' : 'plain'}
          busy={act.busy}
          onClick={() => act.run(() => api.proveChannel({ params: { cluster, node: node.node } }))}
        >
          {t(act.busy ? 'channel:proving' : isFirst ? 'channel:prove' : 'channel:proveAgain')}
        </Button>
      </div>
    </>
  )
}
