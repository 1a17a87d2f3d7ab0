import { useT } from '../../messages/LocaleProvider.tsx'
import { useSession } from '../../shell/use-session.ts'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { Level } from '../../ui/Level.tsx'
import { State } from '../../ui/Mark.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Sec } from '../../ui/Sec.tsx'

export function AboutPage() {
  const t = useT()
  const version = useSession()?.version ?? '?'
  return (
    <>
      <PageHead
        title={t('about:title')}
        size="head"
        lead={t('about:lead')}
        aside={
          <p>
            {t('about:version')} {version}
          </p>
        }
      />
      <Level worst="fine" label={t('about:fineWord')} />
      <Sec label={t('about:read')}>
        <div className="stack tight measure">
          <p>{t('about:fine')}</p>
          <p>{t('about:unknown')}</p>
          <p>{t('about:age')}</p>
        </div>
      </Sec>
      <Sec label={t('about:marks')} small={t('about:marksSmall')}>
        <p className="marks s">
          <State mark="run">{t('facts:guest-running')}</State>
          <State mark="stop">{t('facts:guest-stopped')}</State>
          <State mark="off">{t('facts:guestOffOnPurpose')}</State>
          <State mark="paused">{t('about:pausedWord')}</State>
          <State mark="busy">{t('about:working')}</State>
          <State mark="template">{t('facts:guestTemplate')}</State>
          <State mark="ok">{t('about:fineWord')}</State>
          <State mark="notice">{t('about:notice')}</State>
          <State mark="warn">{t('about:warning')}</State>
          <State mark="critical">{t('about:critical')}</State>
          <State mark="unknown">{t('facts:guest-unknown')}</State>
          <State mark="frozen">{t('about:frozen')}</State>
        </p>
      </Sec>
      <Sec label={t('about:keys')}>
        <KeyValues
          rows={[
            { label: 'Ctrl K, ⌘ K', value: t('about:keyFind') },
            { label: 'Tab', value: t('about:keyMove') },
            { label: 'Esc', value: t('about:keyClose') },
          ]}
        />
      </Sec>
      <Sec label={t('about:safe')}>
        <div className="stack tight measure">
          <p>{t('about:safe1')}</p>
          <p>{t('about:safe2')}</p>
          <p>{t('about:safe3')}</p>
        </div>
      </Sec>
    </>
  )
}
