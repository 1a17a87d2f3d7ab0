import type { RunReply } from '@steward/contracts'
import { api } from '../../api/client.ts'
import { invalidate } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { isUntouched } from '../../runs/run-states.ts'
import { useSession } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Sec } from '../../ui/Sec.tsx'

type What = 'cancel' | 'retry' | 'undo' | 'give-up' | 'take-over'

function useDecide(run: RunReply) {
  const cluster = useClusterId()
  const submit = useSubmit(async (what: What) => {
    try {
      await api.decideRun({ params: { cluster, run: String(run.id) }, body: { what } })
    } finally {
      // Also when it came too late: then the page shows what is so by now.
      await invalidate('readRun', 'listRuns')
    }
  })
  return submit
}

/** What may be wanted at any moment stands at the head: to stop it. */
export function HeadDecisions({ run }: { run: RunReply }) {
  const t = useT()
  const submit = useDecide(run)
  if (!run.may.cancel && !run.cancelling) return null
  const works = run.state === 'running'
  return (
    <div className="stack tight">
      <Button
        busy={submit.busy}
        off={run.cancelling ? t('run:leadCancelling') : null}
        onClick={() => submit.run('cancel')}
      >
        {t(!works ? 'run:cancelNow' : run.children ? 'run:cancelMany' : 'run:cancel')}
      </Button>
      <FormError error={submit.error} />
    </div>
  )
}

/** A run that stopped waits for one of these. */
export function Decision({ run }: { run: RunReply }) {
  const t = useT()
  const submit = useDecide(run)
  const user = useSession()?.session?.user
  const { retry, undo, giveUp, takeOver } = run.may
  if (!retry && !undo && !giveUp && !takeOver) return null
  const safe = isUntouched(run.steps) && run.children === null
  return (
    <Sec label={t('run:decide')} small={t('run:decideSmall')} heavy>
      <div className="stack">
        {takeOver && user !== run.user && <p className="s dim">{t('run:onlyOwner', { user: run.user })}</p>}
        <div className="acts">
          {retry && (
            <Button look="primary" icon="restart" busy={submit.busy} onClick={() => submit.run('retry')}>
              {t('run:retry')}
            </Button>
          )}
          {takeOver && (
            <Button look="primary" icon="user" busy={submit.busy} onClick={() => submit.run('take-over')}>
              {t('run:takeOver')}
            </Button>
          )}
          {undo && (
            <Button busy={submit.busy} onClick={() => submit.run('undo')}>
              {t('run:undo')}
            </Button>
          )}
          {giveUp && (
            <Button look="quiet" busy={submit.busy} onClick={() => submit.run('give-up')}>
              {t('run:giveUp')}
            </Button>
          )}
        </div>
        <FormError error={submit.error} />
        {takeOver && <p className="xs faint">{t('run:takeOverWhy')}</p>}
        {undo && <p className="xs faint">{t('run:undoWhy')}</p>}
        {giveUp && <NoteBox tone="warn">{t(safe ? 'run:giveUpSafe' : 'run:giveUpNot')}</NoteBox>}
      </div>
    </Sec>
  )
}
