import type { Connection, PermissionCheck, ProbeReply } from '@steward/contracts'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { AddressForm } from './AddressForm.tsx'
import { CertificateConfirm } from './CertificateConfirm.tsx'
import { PermissionReport } from './PermissionReport.tsx'
import { ReadingChoice } from './ReadingChoice.tsx'

type Stage =
  | { at: 'address' }
  | { at: 'certificate'; probe: ProbeReply }
  | { at: 'reading'; connection: Connection }
  | { at: 'done'; connection: Connection; check: PermissionCheck | null }

type Finish = { words: string; lead: string; go: () => Promise<void> }
type Props = { /** Steps that came before, for "2 of 4". */ before: number; finish: (connection: Connection) => Finish }

/** Address, certificate, reading, done: the same for the first start and for another cluster. */
export function AddConnection({ before, finish }: Props) {
  const t = useT()
  const [stage, setStage] = useState<Stage>({ at: 'address' })
  const step = (index: number) => t('setup:step', { at: before + index, all: before + 3 })
  const create = useSubmit(async ({ host, port, certificate }: ProbeReply) => {
    const trust = certificate.trusted ? 'system' : certificate.fingerprint
    const connection = await api.createConnection({ body: { host, port, trust } })
    setStage({ at: 'reading', connection })
  })
  switch (stage.at) {
    case 'address':
      return (
        <Sec label={t('setup:addressTitle')} small={step(1)}>
          <AddressForm onFound={(probe) => setStage({ at: 'certificate', probe })} />
        </Sec>
      )
    case 'certificate':
      return (
        <Sec label={t('setup:certTitle')} small={step(2)}>
          <CertificateConfirm
            probe={stage.probe}
            busy={create.busy}
            error={<FormError error={create.error} />}
            onTrust={() => create.run(stage.probe)}
            onOther={() => setStage({ at: 'address' })}
          />
        </Sec>
      )
    case 'reading':
      return (
        <Sec label={t('setup:readTitle')} small={step(3)}>
          <ReadingChoice
            cluster={stage.connection.id}
            onDone={(check) => setStage({ at: 'done', connection: stage.connection, check })}
          />
        </Sec>
      )
    case 'done':
      return <Done check={stage.check} finish={finish(stage.connection)} />
  }
}

function Done({ check, finish }: { check: PermissionCheck | null; finish: Finish }): ReactNode {
  const t = useT()
  const go = useSubmit(finish.go)
  return (
    <>
      {check && (
        <Sec label={t('setup:checkTitle')}>
          <PermissionReport check={check} />
        </Sec>
      )}
      <Sec label={t('setup:doneTitle')}>
        <div className="stack">
          <p className="verdict">{finish.lead}</p>
          <div className="acts">
            <Button look="primary" busy={go.busy} onClick={() => go.run()}>
              {finish.words}
            </Button>
          </div>
          <FormError error={go.error} />
        </div>
      </Sec>
    </>
  )
}
