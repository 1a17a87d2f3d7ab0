import { useT } from '../../messages/LocaleProvider.tsx'
import { PageHead } from '../../ui/PageHead.tsx'

export function PermissionsPage() {
  const t = useT()
  return <PageHead title={t('shell:permissions')} />
}
