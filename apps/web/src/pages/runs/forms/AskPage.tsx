import type { GuestRow } from '@steward/contracts'
import { useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { FactsFrame } from '../../../facts/FactsFrame.tsx'
import { useGuests } from '../../../facts/use-facts.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { RunTexts } from '../../../messages/RunTexts.tsx'
import { inSentence } from '../../overview/picture.ts'
import { Empty } from '../../../ui/Notices.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { type AskedRunbook, isAsked } from '../../../runs/asked.ts'
import { RunCrumbs } from '../RunCrumbs.tsx'
import { BackupForm } from './BackupForm.tsx'
import { ConfigForm } from './ConfigForm.tsx'
import { DiskForm } from './DiskForm.tsx'
import { MigrateForm } from './MigrateForm.tsx'
import { SnapshotForm } from './SnapshotForm.tsx'
import '../../../styles/runs.css'

const forms: Readonly<Record<AskedRunbook, ComponentType<{ guest: GuestRow }>>> = {
  'guest-config': ConfigForm,
  'guest-disk-grow': DiskForm,
  'guest-snapshot': SnapshotForm,
  'guest-migrate': MigrateForm,
  'guest-backup': BackupForm,
}

/** What a run has to be told before it can be planned. Nothing is sent from here: the next page is its plan. */
export function AskPage() {
  return (
    <RunTexts fallback={<Loading rows={4} />}>
      <Asked />
    </RunTexts>
  )
}

function Asked() {
  const t = useT()
  const { runbook, vmid } = useSearch({ strict: false })
  const facts = useGuests()
  const guest = facts.rows.find((row) => row.id === vmid) ?? null
  const known = isAsked(runbook) ? runbook : null
  const Form = known && forms[known]
  const title = known ? t(`run:ask-${known}`, { name: inSentence(guest?.name ?? vmid ?? '', 63) }) : t('run:planGone')
  return (
    <>
      <RunCrumbs {...(guest && { subject: { kind: 'guest', id: guest.id } })} />
      <PageHead title={title} size="head" lead={t('run:askLead')} />
      <FactsFrame facts={facts}>
        {Form && guest ? (
          <Sec label={t('run:askWhat')} heavy>
            <Form guest={guest} />
          </Sec>
        ) : (
          <Empty title={t('run:planGone')}>{t('run:planGoneWhy')}</Empty>
        )}
      </FactsFrame>
    </>
  )
}
