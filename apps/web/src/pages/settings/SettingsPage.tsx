import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function SettingsPage() {
  const t = useT()
  return <PageHead title={t('shell:settings')} />
}
