import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function ConnectionPage() {
  const t = useT()
  return <PageHead title={t('shell:settings')} />
}
