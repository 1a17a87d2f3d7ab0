import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function GuestsPage() {
  const t = useT()
  return <PageHead title={t('guests:title')} />
}
