import type { AuditRow } from '@steward/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api, toApiError } from '../../api/client.ts'
import { FactsFrame } from '../../facts/FactsFrame.tsx'
import { formatMoment } from '../../format/times.ts'
import type { T } from '../../messages/i18n.ts'
import { useSpeech } from '../../messages/LocaleProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { FilterBar, SearchBox } from '../../ui/FilterBar.tsx'
import { type MarkName, State, type Tone } from '../../ui/Mark.tsx'
import { Empty } from '../../ui/Notices.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { Crumbs } from './Crumbs.tsx'
import { saveAudit } from './save-audit.ts'

const drawn = {
  done: { mark: 'ok', tone: 'plain' },
  failed: { mark: 'critical', tone: 'critical' },
  refused: { mark: 'warn', tone: 'warn' },
} as const satisfies Record<AuditRow['outcome'], { mark: MarkName; tone: Tone }>

const known = [
  'connection-created',
  'connection-changed',
  'connection-removed',
  'certificate-confirmed',
  'reading-by-sign-in',
  'reader-made',
  'token-pasted',
  'rules-changed',
  'finding-snoozed',
  'finding-on-purpose',
  'finding-reopened',
  'channel-set-up',
  'channel-host-key',
  'channel-proof',
  'channel-removed',
  'freeze',
  'thaw',
  'run-root-sign-in',
  'run-decided-cancel',
  'run-decided-retry',
  'run-decided-undo',
  'run-decided-give-up',
  'run-decided-take-over',
] as const
/** A newer server may write actions that this page has no words for; they are shown as they are. */
const isKnown = (action: string): action is (typeof known)[number] => known.some((word) => word === action)

const columnsOf = (t: T, when: (at: number) => string): Column<AuditRow>[] => [
  {
    id: 'what',
    head: t('settings:auditWhat'),
    cell: (row) => (
      <>
        {isKnown(row.action) ? (
          t(`settings:action-${row.action}`)
        ) : row.action.startsWith('run-') ? (
          t('settings:action-run', { runbook: row.action.slice('run-'.length) })
        ) : (
          <Quote text={row.action} max={60} />
        )}
        {row.detail !== '' && (
          <p className="s dim plain">
            <Quote text={row.detail} max={200} />
          </p>
        )}
        {row.calls.length > 0 && <Calls calls={row.calls} />}
      </>
    ),
  },
  {
    id: 'outcome',
    head: t('settings:auditOutcome'),
    priority: '2',
    width: '9rem',
    cell: ({ outcome }) => <State {...drawn[outcome]}>{t(`settings:outcome-${outcome}`)}</State>,
  },
  {
    id: 'who',
    head: t('settings:auditWho'),
    priority: '2f',
    cell: ({ user, address }) => (
      <>
        <Quote text={user} max={80} /> <span className="faint">{t('settings:auditFrom', { address })}</span>
      </>
    ),
  },
  { id: 'when', head: t('settings:auditWhen'), priority: '2f', width: '9rem', cell: ({ at }) => when(at) },
]

function Calls({ calls }: { calls: AuditRow['calls'] }) {
  const { t } = useSpeech()
  return (
    <details className="s plain">
      <summary>{t('settings:auditCalls', { count: calls.length })}</summary>
      {calls.map((call, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the calls of one entry never change
        <p key={index}>
          <Quote text={`${call.method} ${call.path} · ${call.status ?? '–'} ${call.result}`} max={300} mono />
        </p>
      ))}
    </details>
  )
}

export function AuditPage() {
  const { t, locale } = useSpeech()
  const [words, setWords] = useState('')
  const text = useDeferredValue(words.trim())
  const query = useInfiniteQuery({
    queryKey: ['listAudit', text],
    queryFn: ({ pageParam, signal }) =>
      api.listAudit(
        { query: { ...(pageParam !== null && { before: pageParam }), ...(text !== '' && { text }) } },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.at(-1)?.seq ?? null,
  })
  const rows = query.data?.pages.flat() ?? []
  const facts = {
    isLoading: query.isPending,
    error: query.data === undefined && query.error ? toApiError(query.error) : null,
    again: () => void query.refetch(),
  }
  return (
    <>
      <Crumbs />
      <PageHead title={t('settings:audit')} lead={t('settings:auditChain')} />
      <Sec label={t('settings:audit')} small={t('settings:auditAbout')} heavy>
        <FilterBar>
          <SearchBox
            words={words}
            onWords={setWords}
            placeholder={t('settings:auditSearch')}
            label={t('settings:auditSearchLabel')}
          />
          <SaveButton text={text} />
        </FilterBar>
        <FactsFrame facts={facts}>
          {rows.length === 0 ? (
            <Empty title={t(text === '' ? 'settings:auditEmpty' : 'settings:auditNoMatch')} />
          ) : (
            <DataTable
              label={t('settings:audit')}
              columns={columnsOf(t, (at) => formatMoment(at, locale))}
              rows={rows}
              keyOf={({ seq }) => String(seq)}
            />
          )}
          {query.hasNextPage && (
            <p className="acts older">
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('settings:auditOlder')}
              </Button>
            </p>
          )}
        </FactsFrame>
      </Sec>
      <ChainSection />
    </>
  )
}

/** Everything that matches, not only what is on the screen. */
function SaveButton({ text }: { text: string }) {
  const { t } = useSpeech()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    setState('busy')
    setState(
      await saveAudit(text).then(
        () => 'idle' as const,
        () => 'failed' as const,
      ),
    )
  }
  return (
    <>
      <Button busy={state === 'busy'} onClick={() => void save()}>
        {t('settings:auditSave')}
      </Button>
      {state === 'failed' && (
        <span className="s" role="alert">
          {t('settings:auditSaveFailed')}
        </span>
      )}
    </>
  )
}

/** The proof that nothing was taken out or changed, computed anew on the server when it is asked for. */
function ChainSection() {
  const { t } = useSpeech()
  const check = useQuery({
    queryKey: ['checkAudit'],
    queryFn: ({ signal }) => api.checkAudit({}, signal),
    enabled: false,
  })
  const { data } = check
  return (
    <Sec label={t('settings:chain')} small={t('settings:chainAbout')}>
      {data && (
        <p className="s">
          {data.firstBroken === null ? (
            <State mark="ok">{t('settings:chainHolds', { count: data.rows })}</State>
          ) : (
            <State mark="critical" tone="critical">
              {t('settings:chainBroken', { seq: data.firstBroken })}
            </State>
          )}
        </p>
      )}
      {data?.last && (
        <p className="s dim">
          {t('settings:chainLast', { seq: data.last.seq })} <code>{data.last.hash}</code>
        </p>
      )}
      {check.error && <p className="s">{t('settings:chainFailed')}</p>}
      <p className="acts">
        <Button busy={check.isFetching} onClick={() => void check.refetch()}>
          {t('settings:chainCheck')}
        </Button>
      </p>
    </Sec>
  )
}
