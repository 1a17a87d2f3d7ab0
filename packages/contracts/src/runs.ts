/** One text of a run: `runs:<key>` with its parameters. Parameters may hold what guests' owners typed. */
export type Said = { key: string; params?: Record<string, string | number> }

/** What a run works on. No two runs work on one subject at a time. */
export type RunSubject = { kind: 'guest' | 'node' | 'cluster' | 'bulk'; id: string }

/**
 * `paused` waits for something outside (`pausedFor`) and goes on by itself; `needs-attention` waits for a person's
 * decision; the others are ends.
 */
export type RunState =
  | 'running'
  | 'paused'
  | 'needs-attention'
  | 'succeeded'
  /** It did not work, and nothing is changed by it. */
  | 'failed'
  /** A run of many of which some did not work. */
  | 'partly'
  | 'cancelled'
  | 'undone'
  | 'given-up'

/** `person`: a step that only a person can do, whose effect is watched for. */
export type PausedFor = 'sign-in' | 'root-sign-in' | 'freeze' | 'pve' | 'person'

export type StepState = 'waiting' | 'doing' | 'done' | 'skipped' | 'failed' | 'undone' | 'kept' | 'undo-failed'

export type ShellWay = 'hand' | 'ssh'

/** What a step sends, exactly as it is sent. `look` sends nothing: it only proves. */
export type PlannedAct =
  | {
      kind: 'pve'
      method: 'POST' | 'PUT' | 'DELETE'
      /** Below /api2/json, filled in. */
      path: string
      parameters: Record<string, string>
      /** The same in a shell of the node; null where the shell has no such command. */
      shell: string | null
      /** Needs a ticket of root@pam. */
      asRoot: boolean
    }
  /** `by`: whether a person runs it, or Steward over the node's channel. */
  | { kind: 'shell'; node: string; command: string; by: ShellWay }
  /** Only a person can do it, mostly inside the guest. `commands` by what they are for ("Debian, Ubuntu"). */
  | { kind: 'person'; says: Said; commands: { on: string; lines: string[] }[] }
  | { kind: 'look' }

export type RunCheck = { id: string; level: 'ok' | 'warning' | 'block'; says: Said }

export type PlannedStep = {
  id: string
  title: Said
  act: PlannedAct
  /** What it changes, before → after, where that can be said. */
  change: { what: string; from: string | null; to: string | null }[]
  /** How it could be taken back; null when there is nothing to take back. */
  undo: { possible: boolean; says: Said } | null
}

/** What a run will cost the guest's users, and its data. */
export type RunImpact = {
  downtime: 'none' | 'restart' | 'off' | 'maybe'
  data: 'none' | 'unsaved-work' | 'lost'
  /** In words, when there is more to say. */
  says: Said | null
}

/** The plan of a run, before anything is sent. `hash` names exactly this plan: starting another one is refused. */
export type RunPlan = {
  runbook: string
  subject: RunSubject
  title: Said
  checks: RunCheck[]
  steps: PlannedStep[]
  impact: RunImpact
  /** What has to be typed before it may start. */
  confirm: string | null
  needsRoot: boolean
  /** Rights that are missing, with the line that grants each. */
  missing: { path: string; privilege: string; command: string }[]
  blocked: boolean
  /** A run that is at work on the same subject. */
  busyWith: number | null
  hash: string
}

export type RunStepView = PlannedStep & {
  state: StepState
  startedAt: number | null
  endedAt: number | null
  /** The PVE task that does it. */
  upid: string | null
  /** Why it did not work; of a step that is done: what it warned of. */
  problem: Said | null
  /** PVE's own words about it; hostile input. */
  words: string | null
}

export type RunRow = {
  id: number
  runbook: string
  subject: RunSubject
  title: Said
  state: RunState
  pausedFor: PausedFor | null
  user: string
  startedAt: number
  endedAt: number | null
  stepsDone: number
  stepsTotal: number
  /** The run of many that this one belongs to. */
  parent: number | null
  /** For a run of many: how its runs stand. */
  children: { total: number; ended: number; failed: number } | null
}

/** One line of the append-only record of a run. */
export type RunLogEntry = {
  at: number
  step: string | null
  kind: 'state' | 'call' | 'answer' | 'task' | 'person'
  /** `runs:log-<text>` for states and persons; mono, as sent or received, for calls and answers. */
  text: string
  user: string
}

export type RunReply = RunRow & {
  input: unknown
  checks: RunCheck[]
  steps: RunStepView[]
  impact: RunImpact
  /** Why it stands where it stands. */
  problem: Said | null
  /** What can be done with it now by whoever asks. */
  may: { cancel: boolean; retry: boolean; undo: boolean; giveUp: boolean; takeOver: boolean; signInAsRoot: boolean }
  /** Cancelling was asked for; the run stops before its next write. */
  cancelling: boolean
  log: RunLogEntry[]
  runs: RunRow[]
  /** Runs that may be wanted now that this one has succeeded. */
  next: { runbook: string; input: unknown; title: Said }[]
}

export type ExportForm = 'shell' | 'curl' | 'ansible' | 'terraform'
/** A plan in another language. `text` is null where the form cannot say it; `notes` tell what it leaves out. */
export type ExportReply = { form: ExportForm; text: string | null; notes: Said[] }

/** All writes of a cluster are stopped; null: they are not. */
export type Freeze = { by: string; at: number; until: number | null; reason: string }

/** A run that carries out what a finding, or "why is it stuck?", proposes. It is planned and shown before anything is sent. */
export type RunOffer = { runbook: string; input: unknown; title: Said }
