import { useRouter } from '@tanstack/react-router'
import { useSubmit } from '../../api/use-submit.ts'
import { FormError } from '../../facts/FormError.tsx'
import { useT } from '../../messages/LocaleProvider.tsx'
import { paths } from '../../routes/paths.ts'
import { leave } from '../../shell/use-session.ts'
import { Button } from '../../ui/Button.tsx'

export function LeaveButtons() {
  const t = useT()
  const router = useRouter()
  const submit = useSubmit(async (everywhere: boolean) => {
    await leave(everywhere, () => router.navigate(paths.signIn()))
  })
  return (
    <div className="acts">
      <Button busy={submit.busy} onClick={() => submit.run(false)}>
        {t('shell:signOut')}
      </Button>
      <Button busy={submit.busy} onClick={() => submit.run(true)}>
        {t('shell:signOutEverywhere')}
      </Button>
      <FormError error={submit.error} />
    </div>
  )
}
