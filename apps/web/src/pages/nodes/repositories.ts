import type { WireRepositories } from './wire.ts'

export type RepositoryIssue = 'enterprise-unpaid' | 'none' | 'test' | 'unread'

export type RepositoryVerdict = { issues: RepositoryIssue[]; enabled: string[] }

/**
 * What stands in the way of updates. `subscription` is PVE's word ("active", "notfound" …), undefined while it is not
 * known: then nothing is said about the enterprise repository.
 */
export function judgeRepositories(told: WireRepositories, subscription: string | undefined): RepositoryVerdict {
  const own = told['standard-repos'].filter(({ handle }) => !handle.startsWith('ceph'))
  // PVE answers an empty list where it could not look, which must not read as "none is switched on".
  if (own.length === 0) return { issues: ['unread'], enabled: [] }
  const enabled = own.filter(({ status }) => status === 1)
  const has = (handle: string) => enabled.some((one) => one.handle === handle)
  const issues: RepositoryIssue[] = []
  if (enabled.length === 0) issues.push('none')
  const isUnpaid = has('enterprise') && subscription !== undefined && subscription !== 'active'
  if (isUnpaid) issues.push('enterprise-unpaid')
  if (has('test')) issues.push('test')
  return {
    issues,
    enabled: enabled.filter(({ handle }) => !isUnpaid || handle !== 'enterprise').map(({ name }) => name),
  }
}
