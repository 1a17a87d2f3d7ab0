import { useT } from '../../messages/LocaleProvider.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { useRealms } from './use-realms.ts'

export type Credentials = { username: string; realm: string | null; password: string }

type Props = { cluster: string; value: Credentials; onChange: (value: Credentials) => void }

/** The realm that the form means: the chosen one, or PVE's default as long as none was chosen. */
export function useChosenRealm(cluster: string, chosen: string | null): { realm: string; usable: boolean } {
  const { realms, first } = useRealms(cluster)
  const realm = chosen ?? first
  return { realm, usable: realms.find((row) => row.realm === realm)?.usable ?? true }
}

/** User name, password and realm, as in PVE. */
export function CredentialFields({ cluster, value, onChange }: Props) {
  const t = useT()
  const { realms, unread } = useRealms(cluster)
  const { realm, usable } = useChosenRealm(cluster, value.realm)
  const nameOf = (row: (typeof realms)[number]) => row.comment ?? row.realm
  const chosen = realms.find((row) => row.realm === realm)
  return (
    <>
      <TextField
        label={t('session:user')}
        hint={t('session:userHint')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={value.username}
        onChange={(event) => onChange({ ...value, username: event.target.value })}
      />
      <TextField
        label={t('session:password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
      <SelectField
        label={t('session:realm')}
        value={realm}
        {...(unread ? { hint: t('session:realmsUnread') } : {})}
        onChange={(event) => onChange({ ...value, realm: event.target.value })}
      >
        {realms.map((row) => (
          <option key={row.realm} value={row.realm}>
            {row.isDefault ? t('session:realmDefault', { name: nameOf(row) }) : nameOf(row)}
          </option>
        ))}
      </SelectField>
      {!usable && chosen && <NoteBox tone="warn">{t('session:realmNotHere', { name: nameOf(chosen) })}</NoteBox>}
    </>
  )
}
