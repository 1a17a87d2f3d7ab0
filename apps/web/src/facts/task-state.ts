import type { TaskRow } from '@steward/contracts'
import type { T } from '../messages/i18n.ts'
import type { StateWords } from './guest-state.ts'

const drawn = {
  running: { mark: 'busy', tone: 'plain' },
  ok: { mark: 'ok', tone: 'plain' },
  warnings: { mark: 'warn', tone: 'warn' },
  failed: { mark: 'critical', tone: 'critical' },
  unknown: { mark: 'unknown', tone: 'unknown' },
} as const

/** `reason` is PVE's own end text: hostile input, show it with `<Quote>`. */
export function taskState(task: Pick<TaskRow, 'state' | 'exit' | 'unconfirmed'>, t: T): StateWords {
  if (task.unconfirmed) return { mark: 'unknown', tone: 'unknown', word: t('facts:taskUnconfirmed'), reason: null }
  return { ...drawn[task.state], word: t(`facts:task-${task.state}`), reason: task.state === 'ok' ? null : task.exit }
}
