import { Link } from '@tanstack/react-router'
import { LateTexts } from '../../../messages/LateTexts.tsx'
import { loadChannelTexts } from '../../../messages/load-texts.ts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { paths } from '../../../routes/paths.ts'
import { Sec } from '../../../ui/Sec.tsx'

/** The way from a cluster's settings to its node channel. */
export function ChannelLink({ cluster }: { cluster: string }) {
  return (
    <LateTexts load={loadChannelTexts} rows={2}>
      <LinkSection cluster={cluster} />
    </LateTexts>
  )
}

function LinkSection({ cluster }: { cluster: string }) {
  const t = useT()
  return (
    <Sec label={t('channel:title')} small={t('channel:small')}>
      <div className="stack">
        <p className="s dim">{t('channel:linkWhy')}</p>
        <div className="acts">
          <Link {...paths.nodeShell(cluster)} className="btn">
            {t('channel:link')}
          </Link>
        </div>
      </div>
    </Sec>
  )
}
