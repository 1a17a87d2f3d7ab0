import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function OverviewPage() {
  const t = useT()
  return <PageHead title={t('overview:title')} />
}
