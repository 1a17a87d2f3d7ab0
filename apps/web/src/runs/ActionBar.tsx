import type { GuestRow } from '@steward/contracts'
import { useRouter } from '@tanstack/react-router'
import { type FocusEvent, lazy, Suspense, useId, useRef, useState } from 'react'
import { useClusterId } from '../facts/cluster-context.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { paths } from '../routes/paths.ts'
import { useSession } from '../shell/use-session.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { actionsFor, type GuestAction } from './actions.ts'
import { useOffered } from './use-runs.ts'
import { toSearch } from './wanted.ts'
import '../styles/runs.css'

const PlanDialog = lazy(() => import('./PlanDialog.tsx').then((module) => ({ default: module.PlanDialog })))

/** What can be done with a guest. What cannot be done now says why; nothing is sent before its plan was shown. */
export function ActionBar({ guest }: { guest: GuestRow }) {
  const t = useT()
  const cluster = useClusterId()
  const router = useRouter()
  const [asked, setAsked] = useState<GuestAction | null>(null)
  const actions = actionsFor(guest, useOffered())
  const offOf = useOff(guest)
  const ids = useId()
  const bar = actions.filter(({ place }) => place === 'bar')
  const reasons = [...new Set(bar.map(offOf).filter((reason) => reason !== null))]
  const open = (action: GuestAction) => {
    if (action.quick) setAsked(action)
    else if (action.asks) void router.navigate(paths.askRun(cluster, { runbook: action.runbook, vmid: guest.id }))
    else void router.navigate(paths.planRun(cluster, toSearch({ ...action, input: action.input(guest.vmid) })))
  }
  if (actions.length === 0) return null
  return (
    <>
      <div className="acts actionbar" role="group" aria-label={t('run:actions')}>
        {bar.map((action) => {
          const off = offOf(action)
          return (
            <Button
              key={action.id}
              icon={action.icon}
              off={off}
              {...(off === null ? {} : { offBy: `${ids}${reasons.indexOf(off)}` })}
              onClick={() => open(action)}
            >
              {t(`run:act-${action.id}`)}
            </Button>
          )
        })}
        <More actions={actions.filter(({ place }) => place === 'more')} offOf={offOf} onChoose={open} />
        {reasons.map((reason, index) => (
          <span key={reason} className="why" id={`${ids}${index}`}>
            {t('run:offWhy', {
              what: bar
                .filter((action) => offOf(action) === reason)
                .map(({ id }) => t(`run:act-${id}`))
                .join(' / '),
              reason,
            })}
          </span>
        ))}
      </div>
      {asked && (
        <Suspense fallback={null}>
          <PlanDialog
            wanted={{ runbook: asked.runbook, input: asked.input(guest.vmid) }}
            title={t(`run:act-${asked.id}`)}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </>
  )
}

function useOff(guest: GuestRow) {
  const t = useT()
  const signedIn = useSession()?.session?.mode === 'signed-in'
  return (action: GuestAction): string | null => {
    if (!signedIn) return t('run:off-signed-out')
    if (guest.unknown === 'node-offline') return t('run:off-away')
    const reason = action.off(guest)
    return reason === null ? null : t(`run:off-${reason}`)
  }
}

type MoreProps = {
  actions: readonly GuestAction[]
  offOf: (action: GuestAction) => string | null
  onChoose: (action: GuestAction) => void
}

/** The rarer ones open under their button. */
function More({ actions, offOf, onChoose }: MoreProps) {
  const t = useT()
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => menu.current?.removeAttribute('open')
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (!menu.current?.contains(relatedTarget)) close()
  }
  if (actions.length === 0) return null
  return (
    <details className="moreacts" ref={menu} onBlur={onBlur} onKeyDown={({ key }) => key === 'Escape' && close()}>
      <summary className="btn icon" aria-label={t('run:moreActions')} title={t('run:moreActions')}>
        <Icon name="more" />
      </summary>
      <div className="menu">
        {actions.map((action) => {
          const off = offOf(action)
          return (
            <button
              key={action.id}
              type="button"
              className="item"
              aria-disabled={off !== null || undefined}
              onClick={() => {
                if (off !== null) return
                close()
                onChoose(action)
              }}
            >
              <Icon name={action.icon} size={14} />
              <span>
                {t(`run:act-${action.id}`)}
                {off !== null && <small>{off}</small>}
              </span>
            </button>
          )
        })}
      </div>
    </details>
  )
}
