import type { QuorumFacts } from '@steward/contracts'
import { type ReactNode, useState } from 'react'
import { useT } from '../../messages/LocaleProvider.tsx'
import { CodeLine } from '../../ui/CodeLine.tsx'
import { TextField } from '../../ui/Field.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { State } from '../../ui/Mark.tsx'
import { NoteBox } from '../../ui/NoteBox.tsx'
import { Quote } from '../../ui/Quote.tsx'
import { Sec } from '../../ui/Sec.tsx'
import { inSentence } from '../overview/picture.ts'
import { shellAddress } from './judge.ts'
import { Remark } from './Remark.tsx'
import { listNames } from './names.ts'

/** Whether a vote from outside is there, whether it helps here, and the commands for exactly this cluster. */
export function QdeviceSection({ quorum, isRead }: { quorum: QuorumFacts; isRead: boolean }) {
  const t = useT()
  return (
    <Sec label={t('quorum:qdevice')} small={t('quorum:qdeviceSmall')}>
      <div className="stack">
        <Advice quorum={quorum} isRead={isRead} />
        {quorum.qdevice && <Facts qdevice={quorum.qdevice} />}
        {isRead && quorum.votes.length > 1 && (
          <div className="s faint">
            {t('quorum:qdeviceOneView')}
            {/* The set-up ends with the same look. */}
            {quorum.qdeviceAdvice !== 'add' && (
              <>
                {' '}
                {t('quorum:qdeviceLook')}
                <CodeLine command="pvecm status" />
              </>
            )}
          </div>
        )}
      </div>
    </Sec>
  )
}

function Advice({ quorum, isRead }: { quorum: QuorumFacts; isRead: boolean }) {
  const t = useT()
  const names = quorum.votes.map(({ node }) => node)
  const count = names.length
  switch (quorum.qdeviceAdvice) {
    case null:
      return isRead && count === 1 ? (
        <Said title={t('quorum:qdevice-not-needed')} why={t('quorum:qdevice-not-neededOne')} />
      ) : (
        <Remark mark="unknown" tone="unknown">
          {t('quorum:qdevice-unknown')}
        </Remark>
      )
    case 'add':
      return (
        <Said
          title={t('quorum:qdevice-add')}
          why={
            count === 2
              ? t('quorum:qdevice-addTwo', { names: listNames(names) })
              : t('quorum:qdevice-addEven', { count })
          }
        >
          <SetUp quorum={quorum} />
        </Said>
      )
    case 'keep':
      return <Said title={t('quorum:qdevice-keep')} why={t('quorum:qdevice-keepWhy')} />
    case 'repair':
      return (
        <Said title={t('quorum:qdevice-repair')} why={t('quorum:qdevice-repairWhy')}>
          <p className="s">{t('quorum:cmdHost', { host: inSentence(withoutPort(quorum.qdevice?.host ?? '?')) })}</p>
          <CodeLine command="systemctl status corosync-qnetd" />
          <p className="s">{t('quorum:cmdNodes', { names: listNames(names) })}</p>
          <CodeLine command="systemctl restart corosync-qdevice" />
        </Said>
      )
    case 'remove':
      return (
        <Said
          title={t('quorum:qdevice-remove')}
          why={t('quorum:qdevice-removeWhy', { count, votes: quorum.qdevice?.votes ?? '?' })}
        >
          <AllUp quorum={quorum} />
          <p className="s">{t('quorum:cmdRemove')}</p>
          <CodeLine command="pvecm qdevice remove" />
        </Said>
      )
    case 'not-needed':
      return <Said title={t('quorum:qdevice-not-needed')} why={t('quorum:qdevice-not-neededWhy', { count })} />
  }
}

const withoutPort = (host: string) => host.replace(/:\d+$/, '')

function Said({ title, why, children }: { title: string; why: string; children?: ReactNode }) {
  return (
    <div className="advice">
      <h3 className="mid">{title}</h3>
      <p className="s dim">{why}</p>
      {children}
    </div>
  )
}

/** `pvecm qdevice setup` stops with "All nodes must be online!" (pve-cluster: src/PVE/CLI/pvecm.pm). */
function AllUp({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const away = quorum.votes.filter(({ present }) => present !== true).map(({ node }) => node)
  return away.length === 0 ? null : <NoteBox tone="warn">{t('quorum:cmdAllUp', { names: listNames(away) })}</NoteBox>
}

function SetUp({ quorum }: { quorum: QuorumFacts }) {
  const t = useT()
  const [text, setText] = useState('')
  const address = shellAddress(text)
  const names = quorum.votes.map(({ node }) => node)
  return (
    <>
      <AllUp quorum={quorum} />
      <div className="narrowfield">
        <TextField
          label={t('quorum:address')}
          hint={t('quorum:addressHint')}
          error={text.trim() !== '' && address === null ? t('quorum:addressBad') : null}
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={253}
          spellCheck={false}
          mono
        />
      </div>
      <p className="s">{t('quorum:cmdOutside')}</p>
      <CodeLine command="apt install corosync-qnetd" />
      <p className="s">{t('quorum:cmdNodes', { names: listNames(names) })}</p>
      <CodeLine command="apt install corosync-qdevice" />
      <p className="s">{t('quorum:cmdSetup')}</p>
      <CodeLine command={`pvecm qdevice setup ${address ?? 'ADDRESS'}`} />
      <p className="s">{t('quorum:cmdCheck')}</p>
      <CodeLine command="pvecm status" />
    </>
  )
}

function Facts({ qdevice }: { qdevice: NonNullable<QuorumFacts['qdevice']> }) {
  const t = useT()
  const connected = qdevice.state === 'Connected'
  return (
    <KeyValues
      rows={[
        {
          label: t('quorum:qdeviceState'),
          value: (
            <State mark={connected ? 'ok' : 'warn'} tone={connected ? 'plain' : 'warn'}>
              <Quote text={qdevice.state} max={60} />
            </State>
          ),
        },
        { label: t('quorum:qdeviceHost'), value: <Quote text={qdevice.host ?? '?'} max={80} mono /> },
        { label: t('quorum:qdeviceVotes'), value: qdevice.votes },
      ]}
    />
  )
}
