import type { GuestRow, NodeRow, TaskRow } from '@steward/contracts'
import { useT } from '../messages/LocaleProvider.tsx'
import { State } from '../ui/Mark.tsx'
import { Quote } from '../ui/Quote.tsx'
import { guestState, type StateWords } from './guest-state.ts'
import { nodeState } from './node-state.ts'
import { taskState } from './task-state.ts'

function Words({ words, withReason }: { words: StateWords; withReason: boolean }) {
  return (
    <State mark={words.mark} tone={words.tone}>
      <Quote text={words.word} max={60} />
      {withReason && words.reason !== null && (
        <span className="faint">
          {' '}
          <Quote text={words.reason} max={160} />
        </span>
      )}
    </State>
  )
}

export function GuestStateText({ guest, withReason = false }: { guest: GuestRow; withReason?: boolean }) {
  return <Words words={guestState(guest, useT())} withReason={withReason} />
}

export function NodeStateText({ node, withReason = false }: { node: NodeRow; withReason?: boolean }) {
  return <Words words={nodeState(node, useT())} withReason={withReason} />
}

export function TaskStateText({ task, withReason = false }: { task: TaskRow; withReason?: boolean }) {
  return <Words words={taskState(task, useT())} withReason={withReason} />
}
