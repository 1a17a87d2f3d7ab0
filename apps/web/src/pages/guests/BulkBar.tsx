import { useRouter } from '@tanstack/react-router'
import { useClusterId } from '../../facts/cluster-context.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { manyAtMost, manySearch, powerOfMany } from '../../runs/wanted.ts'
import { Button, IconButton } from '../../ui/Button.tsx'

const icons = { start: 'play', shutdown: 'power', reboot: 'restart', stop: 'stop' } as const

/** What can be done with all that are ticked: each opens the plan, which names what cannot be done. */
export function BulkBar({
  chosen,
  hidden,
  onClear,
}: {
  chosen: readonly string[]
  hidden: number
  onClear: () => void
}) {
  const t = useT()
  const cluster = useClusterId()
  const router = useRouter()
  const tooMany = chosen.length > manyAtMost ? t('run:tooMany', { max: manyAtMost }) : null
  return (
    <div className="bulk" role="group" aria-label={t('run:actions')}>
      <span className="count" aria-live="polite">
        {t('run:selected', { count: chosen.length })}
        {hidden > 0 && <span className="soft"> · {t('run:hiddenSelected', { count: hidden })}</span>}
        {tooMany !== null && <span className="soft"> · {tooMany}</span>}
      </span>
      <span className="bulkacts">
        {powerOfMany.map((action) => (
          <Button
            key={action}
            icon={icons[action]}
            aria-disabled={tooMany !== null || undefined}
            onClick={() => {
              if (tooMany === null) void router.navigate(paths.planRun(cluster, manySearch(action, chosen.map(Number))))
            }}
          >
            {t(`run:act-${action}`)}
          </Button>
        ))}
      </span>
      <IconButton icon="x" label={t('run:selectNone')} onClick={onClear} />
    </div>
  )
}
