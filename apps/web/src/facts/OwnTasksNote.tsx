import { useT } from '../messages/LocaleProvider.tsx'
import { seesOwnTasksOnly } from '../pages/overview/picture.ts'
import { useCluster } from './use-facts.ts'

/** Stands wherever tasks are listed or counted: who may see only their own must not take them for all. */
export function OwnTasksNote() {
  const t = useT()
  const { facts } = useCluster()
  if (!facts || !seesOwnTasksOnly(facts)) return null
  return <p className="xs faint">{t('overview:tasksOwnOnly')}</p>
}
