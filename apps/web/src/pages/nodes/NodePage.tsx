import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function NodePage() {
  const t = useT()
  return <PageHead title={t('node:title')} />
}
