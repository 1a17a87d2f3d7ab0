import type { Freeze, RunReply } from '@steward/contracts'
import type { Locale } from '@steward/messages'
import { formatMoment } from '../../format/times.ts'
import type { T } from '../../messages/i18n.ts'
import { changedSteps, currentStep, isUntouched, nodeOf } from '../../runs/run-states.ts'
import { sayRun } from '../../runs/say-run.ts'
import { cleanText } from '../../ui/clean-text.ts'

type Said = Pick<RunReply, 'state' | 'pausedFor' | 'steps' | 'title' | 'problem' | 'children' | 'user'>

/** The headline: how it stands, in one plain sentence. */
export function headOf(run: Said, t: T): string {
  const title = sayRun(t, run.title)
  const step = run.steps[currentStep(run)]
  switch (run.state) {
    case 'running':
      if (run.children) return t('run:headMany', { done: run.children.ended, total: run.children.total })
      return t('run:headRunning', { step: sayRun(t, step?.title ?? run.title) })
    case 'paused':
      return pausedHead(run, step, t)
    case 'needs-attention':
      return run.problem ? sayRun(t, run.problem) : t('run:headAttention')
    case 'succeeded':
      return t('run:headSucceeded', { title })
    case 'failed':
      return t('run:headFailed')
    case 'partly':
      return t('run:headPartly', { failed: run.children?.failed ?? '?', total: run.children?.total ?? '?' })
    case 'cancelled':
      return t('run:headCancelled')
    case 'undone':
      return t('run:headUndone')
    case 'given-up':
      return t('run:headGivenUp')
  }
}

function pausedHead(run: Said, step: Said['steps'][number] | undefined, t: T): string {
  switch (run.pausedFor) {
    case 'person':
      return t('run:head-person', { node: (step && nodeOf(step)) ?? '?' })
    case 'sign-in':
      return t('run:head-sign-in', { user: run.user })
    case 'root-sign-in':
      return t('run:head-root-sign-in')
    case 'freeze':
      return t('run:head-freeze')
    case 'pve':
      return t('run:head-pve')
    case null:
      return t('run:state-paused')
  }
}

/** Under it: what has been changed so far, as far as that is sure. */
export function leadsOf(run: Said & Pick<RunReply, 'cancelling'>, t: T): string[] {
  const { state, pausedFor, steps } = run
  const changed = changedSteps(steps).length
  const untouched = isUntouched(steps)
  const leads: string[] = []
  if (state === 'running' && steps.length > 1)
    leads.push(t('run:leadStep', { at: Math.max(1, currentStep(run) + 1), total: steps.length }))
  if (state === 'needs-attention' || state === 'paused') {
    if (changed > 0) leads.push(t('run:leadSent', { count: changed }))
    else if (untouched && run.children === null) leads.push(t('run:leadNothingSent'))
  }
  if ((state === 'cancelled' || state === 'given-up') && run.children === null) {
    if (changed > 0) leads.push(t('run:leadSentEnd', { count: changed }))
    else if (untouched) leads.push(t('run:leadNothingSent'))
  }
  if ((state === 'failed' || state === 'cancelled' || state === 'undone') && run.problem)
    leads.push(sayRun(t, run.problem))
  if (pausedFor === 'pve' && !untouched) leads.push(t('run:leadAway'))
  if (run.cancelling && state === 'running') leads.push(t('run:leadCancelling'))
  return leads
}

/** Who froze the cluster, until when, and why. */
export function freezeWords(freeze: Freeze, t: T, locale: Locale): string {
  const reason = freeze.reason === '' ? t('run:noReason') : cleanText(freeze.reason, 200).plain
  const by = cleanText(freeze.by, 80).plain
  return freeze.until === null
    ? t('run:frozenOpen', { by, reason })
    : t('run:frozenUntil', { by, reason, time: formatMoment(freeze.until, locale) })
}
