import type { RunPlan } from '@steward/contracts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { FormError } from '../facts/FormError.tsx'
import { useCluster } from '../facts/use-facts.ts'
import type { T } from '../messages/i18n.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { useSession } from '../shell/use-session.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { sayRun } from './say-run.ts'
import type { PlanView } from './use-plan.ts'

type Props = { plan: RunPlan; view: PlanView; children?: ReactNode }

/** What has to be typed, and the one button, named by what it does. */
export function StartBar({ plan, view, children }: Props) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const frozen = useCluster().facts?.freeze ?? null
  const signedIn = useSession()?.session?.mode === 'signed-in'
  const off = whyNot(plan, { typed, frozen: frozen !== null, signedIn }, t)
  return (
    <form
      className="startbar"
      onSubmit={(event) => {
        event.preventDefault()
        if (off === null && !view.busy) view.start(plan.confirm === null ? undefined : typed.trim())
      }}
    >
      {plan.confirm !== null && !plan.blocked && (
        <TextField
          label={t('run:confirm', { text: plan.confirm })}
          value={typed}
          mono
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <FormError error={view.startError} />
      <div className="acts">
        <Button type="submit" look="primary" busy={view.busy} off={off}>
          {sayRun(t, plan.title)}
        </Button>
        {children}
        {!signedIn && (
          <Link {...paths.signIn()} className="link s">
            {t('run:signIn')}
          </Link>
        )}
      </div>
    </form>
  )
}

type Now = { typed: string; frozen: boolean; signedIn: boolean }

/** Why it cannot be started now, in a few words; the reasons themselves stand above. */
function whyNot(plan: RunPlan, { typed, frozen, signedIn }: Now, t: T): string | null {
  if (!signedIn) return t('run:signInOff')
  if (frozen) return t('run:frozenOff')
  if (plan.checks.some(({ level }) => level === 'block')) return t('run:blockedOff')
  if (plan.missing.length > 0 && plan.blocked) return t('run:missingOff')
  if (plan.blocked) return t('run:blockedOff')
  if (plan.busyWith !== null) return t('run:busy')
  if (plan.confirm !== null && typed.trim() !== plan.confirm) return t('run:confirmOff', { text: plan.confirm })
  return null
}
