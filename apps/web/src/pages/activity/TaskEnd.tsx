import type { TaskRow } from '@steward/contracts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { meaningOf } from './exit-words.ts'

/** PVE's own end text, and what it means where that is known. A good end needs no words. */
export function TaskEnd({ task }: { task: TaskRow }) {
  const t = useT()
  if (task.exit === null || task.exit === 'OK') return null
  const meaning = meaningOf(task.exit)
  return (
    <Sec label={t('activity:said')}>
      <p className="verdict">
        <Quote text={task.exit} max={1000} />
      </p>
      <p className="s dim measure taskmeans">
        {meaning === null ? t('activity:noMeaning') : t(`activity:exit-${meaning}`)}
      </p>
    </Sec>
  )
}
