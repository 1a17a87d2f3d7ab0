import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function NodesPage() {
  const t = useT()
  return <PageHead title={t('nodes:title')} />
}
