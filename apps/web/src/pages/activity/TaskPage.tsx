import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function TaskPage() {
  const t = useT()
  return <PageHead title={t('activity:title')} />
}
