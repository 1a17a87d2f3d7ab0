import { api } from '../../../api/client.ts'
import { FormError } from '../../../facts/FormError.tsx'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Commands } from './Commands.tsx'
import type { StepProps } from './NodeChannel.tsx'
import { useChannelAct } from './use-channel-act.ts'

/** The way back: what a person runs on the node, and then Steward's own entry. The commands stay when the entry is gone. */
export function RemovePart({ cluster, node, commands, onDone }: Omit<StepProps, 'isNow'>) {
  const t = useT()
  const act = useChannelAct(cluster, onDone)
  const isOff = node.state === 'off'
  return (
    <details>
      <summary className="s">{t('channel:remove')}</summary>
      <div className="stack tight">
        <p className="s dim">{t(isOff ? 'channel:removeOffWhy' : 'channel:removeWhy')}</p>
        <Commands label={t('channel:removeCommands')} text={commands.remove} openFirst />
        <FormError error={act.error} />
        {!isOff && (
          <div className="acts">
            <Button
              look="danger"
              busy={act.busy}
              onClick={() => act.run(() => api.removeChannel({ params: { cluster, node: node.node } }))}
            >
              {t('channel:removeGo', { node: node.node })}
            </Button>
          </div>
        )}
      </div>
    </details>
  )
}
