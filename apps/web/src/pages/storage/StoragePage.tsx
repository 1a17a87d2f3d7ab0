import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function StoragePage() {
  const t = useT()
  return <PageHead title={t('storage:title')} />
}
