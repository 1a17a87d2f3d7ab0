import type { DemoInfo } from '@steward/contracts'
import type { T } from '../../messages/i18n.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { splitUser } from './split-user.ts'

export type Filled = { key: string; username: string; realm: string; password: string }

const told = ['root@pam', 'lena@pve', 'mia@pve', 'otto@pve', 'nobody@pve', 'auditor@pve'] as const

/** What the account is for, in the reader's words; the simulated world's own where it has an account we do not know. */
const noteOf = ({ username, note }: DemoInfo['accounts'][number], t: T): string => {
  const known = told.find((name) => name === username)
  return known ? t(`session:demo-${known}`) : note
}

export function DemoAccounts({ demo, onFill }: { demo: DemoInfo; onFill: (filled: Filled) => void }) {
  const t = useT()
  return (
    <ul className="lines">
      {demo.accounts.map((account) => {
        const { username, realm } = splitUser(account.username, 'pve')
        return (
          <li key={account.username}>
            <div>
              <p className="mid">
                {account.username} <span className="mono faint">{account.password}</span>
              </p>
              <p className="s dim">{noteOf(account, t)}</p>
              {account.totpSecret !== undefined && (
                <p className="s dim">
                  {t('session:demoTotp')} <code>{account.totpSecret}</code>
                </p>
              )}
              {account.recoveryCodes?.[0] !== undefined && (
                <p className="s dim">
                  {t('session:demoRecovery')} <code>{account.recoveryCodes[0]}</code>
                </p>
              )}
            </div>
            <Button
              onClick={() => onFill({ key: account.username, username, realm, password: account.password })}
              aria-label={`${t('session:demoUse')}: ${account.username}`}
            >
              {t('session:demoUse')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
