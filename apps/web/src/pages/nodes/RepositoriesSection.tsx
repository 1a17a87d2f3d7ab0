import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { judgeRepositories, type RepositoryIssue } from './repositories.ts'
import { type NodeParts, nodeRight } from './use-node-parts.ts'
import type { WireRepositories, WireSubscription } from './wire.ts'

const drawn: Readonly<Record<RepositoryIssue, { mark: MarkName; tone: Tone }>> = {
  'enterprise-unpaid': { mark: 'warn', tone: 'warn' },
  none: { mark: 'warn', tone: 'warn' },
  test: { mark: 'notice', tone: 'notice' },
  unread: { mark: 'unknown', tone: 'unknown' },
}

export function RepositoriesSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  const subscription = parts.subscription.data?.data
  return (
    <Sec
      label={t('node:repositories')}
      small={subscription && `${t('node:subscription')}: ${subscriptionWords(subscription, t)}`}
    >
      <PveAnswer query={parts.repositories} right={nodeRight(node)} node={node}>
        {(told) => <Repositories told={told} subscription={subscription?.status} />}
      </PveAnswer>
    </Sec>
  )
}

/** Said quietly and once: not having one is nobody's fault. */
function subscriptionWords(told: WireSubscription, t: T): string {
  const status = told.status.toLowerCase()
  if (status === 'notfound' || status === 'new') return t('node:subscriptionNone')
  if (status === 'active')
    return t('node:subscriptionActive', {
      product: inSentence(told.productname ?? told.level ?? '?', 60),
      due: inSentence(told.nextduedate ?? '?', 12),
    })
  return t('node:subscriptionState', { status: inSentence(told.status, 24) })
}

function Repositories({ told, subscription }: { told: WireRepositories; subscription: string | undefined }) {
  const t = useT()
  const { issues, enabled } = judgeRepositories(told, subscription?.toLowerCase())
  const warnings = told.infos.filter(({ kind }) => kind === 'warning')
  return (
    <ul className="stack tight s">
      {enabled.length > 0 && (
        <li>{t('node:repoFine', { names: enabled.map((name) => inSentence(name)).join(', ') })}</li>
      )}
      {issues.map((issue) => (
        <li key={issue}>
          <State {...drawn[issue]}>
            <span className="wrap">{t(`node:repo-${issue}`)}</span>
          </State>
        </li>
      ))}
      {told.errors.map(({ path, error }) => (
        <li key={`${path} ${error}`}>
          <State mark="critical" tone="critical">
            <Quote text={path} max={120} mono /> {t('node:repoError')}
          </State>{' '}
          <Quote text={error} max={300} mono />
        </li>
      ))}
      {warnings.map(({ path, index, message }) => (
        <li key={`${path} ${index} ${message}`}>
          <State mark="notice">
            <Quote text={path} max={120} mono />
          </State>{' '}
          <Quote text={message} max={300} />
        </li>
      ))}
    </ul>
  )
}
