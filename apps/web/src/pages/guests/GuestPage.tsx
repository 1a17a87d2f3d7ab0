import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function GuestPage() {
  const t = useT()
  return <PageHead title={t('guest:title')} />
}
