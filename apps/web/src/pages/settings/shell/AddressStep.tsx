import { type FormEvent, useState } from 'react'
import { api } from '../../../api/client.ts'
import { FormError } from '../../../facts/FormError.tsx'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/Field.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import type { StepProps } from './NodeChannel.tsx'
import { useChannelAct } from './use-channel-act.ts'

export function AddressStep(props: StepProps) {
  const t = useT()
  const { node, isNow } = props
  // A form that was filled from one address is not shown for another.
  const form = <AddressForm key={`${node.host} ${node.port}`} {...props} />
  if (isNow) return form
  return (
    <>
      <p className="s">
        <Quote text={`${node.user}@${node.host}:${node.port}`} max={280} mono />
      </p>
      <details>
        <summary className="s">{t('channel:change')}</summary>
        <div className="stack tight">
          <p className="s dim">{t('channel:changeWhy')}</p>
          {form}
        </div>
      </details>
    </>
  )
}

function AddressForm({ cluster, node, onDone }: StepProps) {
  const t = useT()
  const [host, setHost] = useState(node.host)
  const [port, setPort] = useState(String(node.port))
  const [isPortWrong, setPortWrong] = useState(false)
  const act = useChannelAct(cluster, onDone)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const body = { host: host.trim(), port: Number(port) }
    const wrong = body.port < 1 || body.port > 65_535
    setPortWrong(wrong)
    if (!wrong && !act.busy && body.host !== '')
      act.run(() => api.setUpChannel({ params: { cluster, node: node.node }, body }))
  }
  return (
    <form className="stack tight" onSubmit={onSubmit}>
      <div className="sshaddress">
        <TextField
          label={t('channel:host')}
          mono
          maxLength={253}
          value={host}
          onChange={(e) => setHost(e.target.value)}
        />
        <TextField
          label={t('channel:port')}
          mono
          inputMode="numeric"
          value={port}
          error={isPortWrong ? t('channel:portWrong') : null}
          onChange={(e) => setPort(e.target.value.replace(/\D/g, '').slice(0, 5))}
        />
      </div>
      <p className="s dim">{t('channel:lookWhy')}</p>
      <FormError error={act.error} />
      <div className="acts">
        <Button type="submit" look={node.state === 'off' ? 'primary' : 'plain'} busy={act.busy}>
          {t('channel:look')}
        </Button>
      </div>
    </form>
  )
}
