import { useT } from '../../../messages/LocaleProvider.tsx'
import { useSession } from '../../../shell/use-session.ts'
import { NoteBox } from '../../../ui/NoteBox.tsx'
import { Sec } from '../../../ui/Sec.tsx'

const can = ['unlock', 'services', 'pvecm', 'files', 'ghost', 'look'] as const
const cannot = ['shell', 'kill', 'self', 'root', 'proof'] as const

/** What the channel is for, its closed list, and what it cannot do. */
export function AboutChannel({ admin }: { admin: boolean }) {
  const t = useT()
  const user = useSession()?.session?.user
  return (
    <>
      <Sec label={t('channel:about')} heavy>
        <div className="stack">
          <p>{t('channel:aboutFor')}</p>
          <ul className="plainlist">
            {can.map((what) => (
              <li key={what}>{t(`channel:can-${what}`)}</li>
            ))}
          </ul>
        </div>
      </Sec>
      <Sec label={t('channel:cannot')}>
        <div className="stack">
          <ul className="plainlist">
            {cannot.map((what) => (
              <li key={what}>{t(`channel:cannot-${what}`)}</li>
            ))}
          </ul>
          {admin && user !== undefined && user !== 'root@pam' && (
            <NoteBox tone="warn">{t('channel:notRoot', { user })}</NoteBox>
          )}
        </div>
      </Sec>
    </>
  )
}
