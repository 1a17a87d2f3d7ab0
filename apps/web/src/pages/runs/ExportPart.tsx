import type { ExportForm, ExportReply } from '@steward/contracts'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { sayRun } from '../../runs/say-run.ts'
import type { Wanted } from '../../runs/wanted.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'

const forms: readonly ExportForm[] = ['shell', 'curl', 'ansible', 'terraform']

/** The plan in another language, to be read, kept or run elsewhere. */
export function ExportPart({ wanted }: { wanted: Wanted }) {
  const t = useT()
  const cluster = useClusterId()
  const [asked, setAsked] = useState<ExportForm | null>(null)
  const [reply, setReply] = useState<ExportReply | null>(null)
  const submit = useSubmit(async (form: ExportForm) => {
    setReply(null)
    setReply(await api.exportRun({ params: { cluster }, body: { ...wanted, form } }))
  })
  return (
    <div className="stack">
      <div className="acts">
        {forms.map((form) => (
          <Button
            key={form}
            size="small"
            busy={submit.busy && asked === form}
            aria-pressed={reply?.form === form}
            onClick={() => {
              setAsked(form)
              submit.run(form)
            }}
          >
            {t(`run:form-${form}`)}
          </Button>
        ))}
      </div>
      <FormError error={submit.error} />
      {reply && <Exported reply={reply} />}
    </div>
  )
}

function Exported({ reply }: { reply: ExportReply }) {
  const t = useT()
  return (
    <div className="stack tight">
      {reply.text === null ? (
        <p className="s dim">{t('run:exportNone')}</p>
      ) : (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard */}
          <pre className="exported" tabIndex={0}>
            {reply.text}
          </pre>
          <div className="acts">
            <CopyButton text={reply.text} />
          </div>
        </>
      )}
      {reply.notes.map((note) => (
        <p key={JSON.stringify(note)} className="s dim">
          {sayRun(t, note)}
        </p>
      ))}
    </div>
  )
}
