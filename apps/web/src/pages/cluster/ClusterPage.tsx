import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function ClusterPage() {
  const t = useT()
  return <PageHead title={t('cluster:title')} />
}
