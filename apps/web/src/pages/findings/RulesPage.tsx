import type { RuleRow, RulesReply } from '@steward/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toApiError } from '../../api/client.ts'
import { q } from '../../api/query.ts'
import { useSubmit } from '../../api/use-submit.ts'
import { useClusterId } from '../../facts/cluster-context.ts'
import { ErrorNotice } from '../../facts/FactsFrame.tsx'
import { FormError } from '../../facts/FormError.tsx'
import { formatClock } from '../../format/times.ts'
import { useT } from '../../messages/LocaleProvider.tsx'
import { RuleTexts } from '../../messages/RuleTexts.tsx'
import { Button } from '../../ui/Button.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { type MarkName, State } from '../../ui/Mark.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { sayArea } from './FindingsPage.tsx'
import { sayRule } from '../../facts/finding-words.ts'
import { saveAs } from './bundle.ts'
import { RuleThresholds } from './RuleThresholds.tsx'
import { useRuleChange } from './use-rule-change.ts'

const marks: Record<RuleRow['state'], MarkName> = {
  ok: 'ok',
  found: 'warn',
  'not-checked': 'unknown',
  crashed: 'critical',
  off: 'off',
}

/** Every rule, what it needs, and whether it can run here. */
export function RulesPage() {
  return (
    <RuleTexts rows={8}>
      <Rules />
    </RuleTexts>
  )
}

function Rules() {
  const t = useT()
  const cluster = useClusterId()
  const query = useQuery({ ...q('listRules', { params: { cluster } }), refetchInterval: 15_000 })
  if (query.error) return <ErrorNotice error={toApiError(query.error)} onAgain={() => void query.refetch()} />
  if (!query.data) return <Loading rows={8} />
  const { rules, checkedAt } = query.data
  const count = (...states: RuleRow['state'][]) => rules.filter((rule) => states.includes(rule.state)).length
  const areas = [...new Set(rules.map((rule) => rule.area))]
  return (
    <>
      <PageHead
        title={t('findings:rulesTitle')}
        lead={`${t('findings:rulesLead', { ok: count('ok'), found: count('found'), unchecked: count('not-checked', 'crashed'), off: count('off') })} ${checkedAt === null ? '' : t('findings:checkedAt', { time: formatClock(checkedAt, true) })}`}
      />
      <Choices reply={query.data} />
      {areas.map((area) => (
        <AreaRules key={area} area={area} rules={rules.filter((rule) => rule.area === area)} />
      ))}
    </>
  )
}

/** An area's rules, folded away while there is nothing in them to look at. */
function AreaRules({ area, rules }: { area: string; rules: readonly RuleRow[] }) {
  const t = useT()
  const odd = rules.filter((rule) => rule.state !== 'ok' && rule.state !== 'off')
  const [open, setOpen] = useState(odd.length > 0)
  const found = rules.reduce((sum, rule) => sum + (rule.state === 'found' ? rule.findings : 0), 0)
  return (
    <Sec label={sayArea(t, area)}>
      <div className="acts">
        <Button look="quiet" size="small" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t('findings:rulesIn', { count: rules.length })}
        </Button>
        <span className="s dim">{t(found > 0 ? 'findings:rule-found' : 'findings:rule-ok', { count: found })}</span>
      </div>
      {open && (
        <ul className="rulelist">
          {rules.map((rule) => (
            <RuleLine key={rule.id} rule={rule} />
          ))}
        </ul>
      )}
    </Sec>
  )
}

function RuleLine({ rule }: { rule: RuleRow }) {
  const t = useT()
  const change = useRuleChange()
  const switching = useSubmit(() => change({ switches: { [rule.id]: rule.state === 'off' } }))
  const word =
    rule.state === 'found' ? t('findings:rule-found', { count: rule.findings }) : t(`findings:rule-${rule.state}`)
  return (
    <li>
      <div>
        <p className="mid">{sayRule(t, rule.id, 'title')}</p>
        <p className="xs faint">
          <code>{rule.id}</code> · {t('findings:needs', { parts: rule.needs.join(', ') })}
        </p>
        {rule.why && (
          <p className="s dim">
            {sayWhy(t, rule.why.reason)} <Quote text={rule.why.message} max={200} mono />
          </p>
        )}
        {rule.unseen.map((group) => (
          <p key={`${group.part} ${group.reason} ${group.message}`} className="s dim">
            {t('findings:partly', { count: group.count })} · {sayWhy(t, group.reason)} ·{' '}
            <Quote text={`${group.keys.join(', ')}${group.count > group.keys.length ? ', …' : ''}`} max={120} />
          </p>
        ))}
        {rule.settings.length > 0 && <RuleThresholds rule={rule} />}
        <FormError error={switching.error} />
      </div>
      <State mark={marks[rule.state]}>{word}</State>
      {change.allowed && (
        <Button onClick={switching.run} busy={switching.busy}>
          {t(rule.state === 'off' ? 'findings:switchOn' : 'findings:switchOff')}
        </Button>
      )}
    </li>
  )
}

const reasons = ['not-read-yet', 'no-right', 'read-failed', 'not-in-this-version', 'crashed'] as const
function sayWhy(t: ReturnType<typeof useT>, reason: string): string {
  const known = reasons.find((name) => name === reason)
  return known ? t(`findings:why-${known}`) : reason
}

function Choices({ reply }: { reply: RulesReply }) {
  const t = useT()
  const change = useRuleChange()
  const [ignores, setIgnores] = useState(reply.settings.ignores.join('\n'))
  const profile = useSubmit((next: 'home' | 'production') => change({ profile: next }))
  const saving = useSubmit(() =>
    change({
      ignores: ignores
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    }),
  )
  if (!change.allowed) return null
  return (
    <Sec label={t('findings:profile')} small={t('findings:profileHint')}>
      <div className="stack narrowform">
        <Segmented
          label={t('findings:profile')}
          value={reply.settings.profile}
          onChange={profile.run}
          options={[
            { value: 'home', label: t('findings:profile-home') },
            { value: 'production', label: t('findings:profile-production') },
          ]}
        />
        <label className="field">
          <span className="flab">{t('findings:ignores')}</span>
          <span className="hint">{t('findings:ignoresHint')}</span>
          <textarea className="in mono" rows={4} value={ignores} onChange={({ target }) => setIgnores(target.value)} />
        </label>
        <div className="acts">
          <Button onClick={saving.run} busy={saving.busy}>
            {t('findings:save')}
          </Button>
          <Button onClick={() => saveAs('steward-rules.json', JSON.stringify(reply.settings, null, 2))}>
            {t('findings:exportChoices')}
          </Button>
        </div>
        <FormError error={profile.error ?? saving.error} />
      </div>
    </Sec>
  )
}
