import { useMemo, useState } from 'react'
import { PveAnswer } from '../../facts/PveAnswer.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import type { T } from '../../messages/i18n.ts'
import { Button } from '../../ui/Button.tsx'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { FilterBar, SearchBox } from '../../ui/FilterBar.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { State } from '../../ui/Mark.tsx'
import { Unknown } from '../../ui/Notices.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { judgeKernel } from './kernel.ts'
import { type NodeParts, nodeRight } from './use-node-parts.ts'
import type { WireNodeStatus, WirePackage } from './wire.ts'

export function SoftwareSection({ parts, node }: { parts: NodeParts; node: string }) {
  const t = useT()
  const status = parts.status.data?.data
  return (
    <Sec label={t('node:software')}>
      <div className="stack">
        <PveAnswer query={parts.packages} right={nodeRight(node)} node={node}>
          {(packages) => (
            <>
              <Kernel packages={packages} status={status} />
              <Packages packages={packages} />
            </>
          )}
        </PveAnswer>
      </div>
    </Sec>
  )
}

function Kernel({ packages, status }: { packages: WirePackage[]; status: WireNodeStatus | undefined }) {
  const t = useT()
  const { running, newest, rebootNeeded } = judgeKernel(packages, status?.['current-kernel']?.release)
  const manager = packages.find((one) => one.ManagerVersion !== undefined)?.ManagerVersion
  const version = manager ?? status?.pveversion.split('/')[1]
  const quoted = (text: string | null | undefined) =>
    text ? <Quote text={text} max={60} /> : <span className="faint">?</span>
  const boot = status?.['boot-info']
  return (
    <>
      {rebootNeeded === true ? (
        <p className="s">
          <State mark="warn" tone="warn">
            {t('node:rebootNeeded', { newest: inSentence(newest ?? '?'), running: inSentence(running ?? '?') })}
          </State>
        </p>
      ) : rebootNeeded === false ? (
        <p className="s">{t('node:rebootNot')}</p>
      ) : (
        <Unknown why={t('node:rebootUnknown')} />
      )}
      <KeyValues
        rows={[
          { label: t('node:manager'), value: quoted(version), raw: 'pve-manager' },
          { label: t('node:kernelRuns'), value: quoted(running) },
          { label: t('node:kernelNewest'), value: quoted(newest) },
          {
            label: t('node:boot'),
            value: boot ? bootWords(boot, t) : <span className="faint">?</span>,
          },
        ]}
      />
    </>
  )
}

const bootWords = (boot: { mode?: string; secureboot?: number }, t: T): string => {
  const mode = boot.mode === 'efi' ? t('node:bootEfi') : t('node:bootLegacy')
  return boot.secureboot === 1 ? `${mode} ${t('node:secureBoot')}` : mode
}

function Packages({ packages }: { packages: WirePackage[] }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [words, setWords] = useState('')
  const columns = useMemo(() => toColumns(t), [t])
  const shown = packages.filter(({ Package, Title = '', Version = '' }) =>
    `${Package} ${Title} ${Version}`.toLowerCase().includes(words.toLowerCase()),
  )
  if (!opened)
    return (
      <div className="acts">
        <Button size="small" onClick={() => setOpened(true)}>
          {t('node:packagesAll', { count: packages.length })}
        </Button>
      </div>
    )
  return (
    <div>
      <FilterBar>
        <SearchBox
          words={words}
          onWords={setWords}
          placeholder={t('node:packageSearch')}
          label={t('node:packageSearch')}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <p className="s dim">{t('noRow')}</p>
      ) : (
        <DataTable
          label={t('node:packages')}
          dense
          columns={columns}
          rows={shown}
          keyOf={(one) => one.Package}
          rowClass={(one) => (one.CurrentState === 'Installed' ? undefined : 'is-unknown')}
        />
      )}
    </div>
  )
}

const toColumns = (t: T): Column<WirePackage>[] => [
  {
    id: 'package',
    head: t('node:packages'),
    width: '18rem',
    sortBy: (one) => one.Package,
    cell: (one) => <Quote text={one.Package} max={80} mono />,
  },
  {
    id: 'version',
    head: t('node:version'),
    priority: '2',
    cell: (one) => <Quote text={one.OldVersion ?? one.Version ?? '?'} max={60} mono />,
  },
  {
    id: 'title',
    head: '',
    priority: '2f',
    cell: (one) => (
      <span className="dim">
        <Quote text={one.Title ?? ''} max={100} />
      </span>
    ),
  },
  {
    id: 'state',
    head: t('node:link'),
    priority: '3',
    sortBy: (one) => one.CurrentState ?? null,
    cell: (one) => (
      <span className="faint">
        {one.CurrentState === 'Installed' ? (
          t('node:installed')
        ) : one.CurrentState === 'NotInstalled' ? (
          t('node:notInstalled')
        ) : (
          <Quote text={one.CurrentState ?? '?'} max={24} />
        )}
      </span>
    ),
  },
]
