import type { Connection } from '@steward/contracts'
import { type FormEvent, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'

type Props = { connection: Connection; onChange: (connection: Connection) => void }

export function RenameForm({ connection, onChange }: Props) {
  const t = useT()
  const [name, setName] = useState(connection.name)
  const submit = useSubmit(async () => {
    onChange(await api.updateConnection({ params: { cluster: connection.id }, body: { name: name.trim() } }))
  })
  const unchanged = name.trim() === '' || name.trim() === connection.name
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!submit.busy && !unchanged) submit.run()
  }
  return (
    <form className="stack narrowform" onSubmit={onSubmit}>
      <TextField
        label={t('settings:name')}
        value={name}
        maxLength={64}
        onChange={(event) => setName(event.target.value)}
      />
      <FormError error={submit.error} />
      {!unchanged && (
        <div className="acts">
          <Button type="submit" busy={submit.busy}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  )
}
