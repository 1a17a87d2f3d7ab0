import type { DemoInfo } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { splitUser } from './split-user.ts'

export type Filled = { key: string; username: string; realm: string; password: string }

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
              <p className="s dim">{account.note}</p>
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
