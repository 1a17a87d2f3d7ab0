import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { FormError } from '../../../facts/FormError.tsx'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { CodeLine } from '../../../ui/CodeLine.tsx'
import { CheckField } from '../../../ui/Field.tsx'
import { NoteBox } from '../../../ui/NoteBox.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import type { StepProps } from './NodeChannel.tsx'
import { useChannelAct } from './use-channel-act.ts'

/** The server's key: compared on the node by a person before anybody signs in, and again when it is another one. */
export function KeyStep(props: StepProps) {
  const t = useT()
  const { hostKey, seenHostKey, state } = props.node
  return (
    <>
      {state === 'host-key-changed' && <NoteBox tone="critical">{t('channel:changedWhy')}</NoteBox>}
      <dl className="hostkeys">
        {hostKey !== null && <HostKey label={t('channel:keyConfirmed')} value={hostKey} />}
        {seenHostKey !== null && <HostKey label={t('channel:keyShown')} value={seenHostKey} />}
      </dl>
      {/* What was ticked for one key does not hold for another. */}
      {props.isNow && seenHostKey !== null && <Compare key={seenHostKey} {...props} fingerprint={seenHostKey} />}
    </>
  )
}

function HostKey({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Quote text={value} max={80} mono />
      </dd>
    </div>
  )
}

function Compare({ cluster, node, commands, onDone, fingerprint }: StepProps & { fingerprint: string }) {
  const t = useT()
  const [same, setSame] = useState(false)
  const params = { cluster, node: node.node }
  const confirm = useChannelAct(cluster, onDone)
  const look = useChannelAct(cluster, onDone)
  const isChanged = node.state === 'host-key-changed'
  return (
    <>
      <div>
        <p className="s dim">{t('channel:keyCompare')}</p>
        <CodeLine command={commands.compare} />
      </div>
      <CheckField label={t('channel:keySame')} checked={same} onChange={(event) => setSame(event.target.checked)} />
      <FormError error={confirm.error ?? look.error} />
      <div className="acts">
        <Button
          look={isChanged ? 'danger' : 'primary'}
          busy={confirm.busy}
          off={same ? null : t('channel:keyFirst')}
          onClick={() => confirm.run(() => api.confirmHostKey({ params, body: { fingerprint } }))}
        >
          {t(isChanged ? 'channel:changedGo' : 'channel:keyGo')}
        </Button>
        <Button
          look="quiet"
          busy={look.busy}
          onClick={() => look.run(() => api.setUpChannel({ params, body: { host: node.host, port: node.port } }))}
        >
          {t('channel:lookAgain')}
        </Button>
      </div>
    </>
  )
}
