import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function ActivityPage() {
  const t = useT()
  return <PageHead title={t('activity:title')} />
}
